package spanglue.stack.ingest;

import java.util.List;

/** The folders of the ingest bucket, and of the bucket for logs about it: prefixes of keys. */
public final class Folders {
  public static final String INPUT = "input/";
  public static final String CLEANED = "cleaned/";
  public static final String REJECTED = "rejected/";
  public static final String DUPLICATES = "duplicates/";
  public static final String PROCESSED = "processed/";
  public static final String TEMPORARY = "temp/";

  /** Those that jobs write their results to. */
  static final List<String> OUTPUTS = List.of(CLEANED, REJECTED, DUPLICATES, PROCESSED);

  /** In the bucket for logs. */
  static final String ACCESS_LOGS = "access/";

  static final String SPARK_LOGS = "spark-ui/";

  private Folders() {}
}
