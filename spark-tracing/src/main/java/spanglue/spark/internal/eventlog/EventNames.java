package spanglue.spark.internal.eventlog;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which events a log holds, and which of them are looked at. */
final class EventNames {
  private static final String SQL = "org.apache.spark.sql.execution.ui.SparkListener";
  private static final byte[] USUAL = "{\"Event\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern UNUSUAL =
      Pattern.compile("\\s*\\{.*?\"Event\"\\s*:\\s*\"([^\"]+)\".*");
  private static final int LOOKED_AT = 1_000;

  private static final Set<String> NEEDED =
      Stream.concat(
              Stream.of(
                      "LogStart",
                      "ApplicationStart",
                      "ApplicationEnd",
                      "EnvironmentUpdate",
                      "BlockManagerAdded",
                      "ExecutorAdded",
                      "ExecutorRemoved",
                      "JobStart",
                      "JobEnd",
                      "StageSubmitted",
                      "StageCompleted",
                      "TaskStart",
                      "TaskEnd")
                  .map("SparkListener"::concat),
              Stream.of(
                      "SQLExecutionStart",
                      "SQLAdaptiveExecutionUpdate",
                      "DriverAccumUpdates",
                      "SQLExecutionEnd")
                  .map(SQL::concat))
          .collect(Collectors.toSet());

  /** What Spark writes down and nobody here needs; so are all the other events of its packages. */
  private static final Set<String> IDLE =
      Stream.of(
              "TaskGettingResult",
              "SpeculativeTaskSubmitted",
              "BlockManagerRemoved",
              "BlockUpdated",
              "UnpersistRDD",
              "ExecutorMetricsUpdate",
              "StageExecutorMetrics",
              "ResourceProfileAdded",
              "MiscellaneousProcessAdded",
              "ExecutorExcluded",
              "ExecutorExcludedForStage",
              "ExecutorUnexcluded",
              "NodeExcluded",
              "NodeExcludedForStage",
              "NodeUnexcluded",
              "ExecutorBlacklisted",
              "ExecutorBlacklistedForStage",
              "ExecutorUnblacklisted",
              "NodeBlacklisted",
              "NodeBlacklistedForStage",
              "NodeUnblacklisted",
              "UnschedulableTaskSetAdded",
              "UnschedulableTaskSetRemoved")
          .map("SparkListener"::concat)
          .collect(Collectors.toSet());

  private EventNames() {}

  /** The name of the event that a line holds; null where it holds none. */
  static @Nullable String of(byte[] bytes, int offset, int length) {
    int start = offset + USUAL.length;
    int end = offset + Math.min(length, LOOKED_AT);
    if (isUsual(bytes, offset, end)) {
      for (int i = start; i < end; i++) {
        if (bytes[i] == '"') {
          return new String(bytes, start, i - start, StandardCharsets.UTF_8);
        }
      }
      return null;
    }
    Matcher event =
        UNUSUAL.matcher(new String(bytes, offset, end - offset, StandardCharsets.UTF_8));
    return event.matches() ? event.group(1) : null;
  }

  private static boolean isUsual(byte[] bytes, int offset, int end) {
    if (end - offset < USUAL.length) {
      return false;
    }
    for (int i = 0; i < USUAL.length; i++) {
      if (bytes[offset + i] != USUAL[i]) {
        return false;
      }
    }
    return true;
  }

  static boolean isNeeded(String name) {
    return NEEDED.contains(name) || OwnEvents.has(name);
  }

  static boolean isKnown(String name) {
    return IDLE.contains(name) || name.startsWith("org.apache.spark.");
  }
}
