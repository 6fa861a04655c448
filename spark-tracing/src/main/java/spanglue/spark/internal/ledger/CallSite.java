package spanglue.spark.internal.ledger;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The line of the job's own code that made Spark work.
 *
 * @param function the method, with its class
 * @param file its name alone, for a class file holds no path
 */
public record CallSite(String function, String file, int line) {
  /** A frame as Java prints it, such as {@code app//orders.Report.write(Report.scala:12)}. */
  private static final Pattern FRAME =
      Pattern.compile("(?:[^/()]*/)*([^/()]+)\\(([^():]+):(\\d{1,9})\\)");

  /** What is on the way from the job's code to Spark, or beneath it. */
  private static final List<String> NOT_THE_JOBS =
      List.of(
          "org.apache.spark.",
          "scala.",
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "py4j.",
          "spanglue.spark.Steps.",
          "spanglue.tracing.");

  /** The first frame that is the job's; null where there is none, as in Python. */
  static @Nullable CallSite of(@Nullable String stack) {
    return stack == null
        ? null
        : stack
            .lines()
            .map(String::strip)
            .filter(CallSite::isTheJobs)
            .map(FRAME::matcher)
            .filter(Matcher::matches)
            .findFirst()
            .map(CallSite::of)
            .orElse(null);
  }

  private static CallSite of(Matcher frame) {
    return new CallSite(frame.group(1), frame.group(2), Integer.parseInt(frame.group(3)));
  }

  /** Of most frames the beginning is enough, and the pattern costs far more. */
  private static boolean isTheJobs(String frame) {
    int function = frame.lastIndexOf('/', frame.indexOf('(')) + 1;
    for (String prefix : NOT_THE_JOBS) {
      if (frame.startsWith(prefix, function)) {
        return false;
      }
    }
    return true;
  }
}
