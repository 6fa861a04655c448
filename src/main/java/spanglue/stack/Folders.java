package spanglue.stack;

import java.util.List;

/** The folders of the ingest bucket, and of the bucket for logs about it: prefixes of keys. */
final class Folders {
  static final String INPUT = "input/";
  static final String CLEANED = "cleaned/";
  static final String REJECTED = "rejected/";
  static final String DUPLICATES = "duplicates/";
  static final String PROCESSED = "processed/";
  static final String TEMPORARY = "temp/";

  /** Those that jobs write their results to. */
  static final List<String> OUTPUTS = List.of(CLEANED, REJECTED, DUPLICATES, PROCESSED);

  /** In the bucket for logs. */
  static final String ACCESS_LOGS = "access/";

  static final String SPARK_LOGS = "spark-ui/";

  private Folders() {}
}
