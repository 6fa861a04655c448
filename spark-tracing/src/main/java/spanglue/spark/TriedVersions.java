package spanglue.spark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.spi.ProductLog;

/** The versions of Spark on which traces were seen to be right. Another is told in the log. */
final class TriedVersions {
  private static final System.Logger LOG = ProductLog.of(TriedVersions.class);
  private static final Pattern MAJOR_AND_MINOR = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\b.*");
  private static final int OLDEST = 3_05;
  private static final int NEWEST = 4_03;

  private TriedVersions() {}

  /** Says what may be missing from the trace of an application on {@code version}. */
  static void tellUnlessTried(String version) {
    String missing = missing(version);
    if (missing != null) {
      LOG.log(
          System.Logger.Level.WARNING,
          "this is Spark {0}; traces were seen to be right on 3.5 and 4.0 to 4.3. {1}."
              + " The job itself is not touched",
          version,
          missing);
    }
  }

  /** What a trace of that version lacks, or may lack; null where it was tried. */
  static @Nullable String missing(String version) {
    Matcher parts = MAJOR_AND_MINOR.matcher(version);
    if (!parts.matches()) {
      return "What it does otherwise may be missing";
    }
    int number = 100 * Integer.parseInt(parts.group(1)) + Integer.parseInt(parts.group(2));
    if (number < OLDEST) {
      return "Each job stands as an action of its own, and SQL executions and steps are missing";
    }
    return number > NEWEST ? "What it does otherwise may be missing" : null;
  }
}
