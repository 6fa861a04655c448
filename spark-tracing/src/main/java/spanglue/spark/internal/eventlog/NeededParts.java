package spanglue.spark.internal.eventlog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Empties the parts of an event's line that nobody here looks at, before it is parsed: most of a
 * task's line is its accumulators and its executor's memory, most of a job's the RDDs of its
 * stages. Parsing is what reading a log costs.
 */
final class NeededParts {
  private static final Part RDDS = new Part("RDD Info");
  private static final String SQL = "org.apache.spark.sql.execution.ui.SparkListenerSQL";

  /** May be megabytes, and the tree beside it says the same. */
  private static final Part PLAN_AS_TEXT = new Part("physicalPlanDescription");

  private static final Map<String, List<Part>> UNNEEDED =
      Map.of(
          SQL + "ExecutionStart",
          List.of(PLAN_AS_TEXT),
          SQL + "AdaptiveExecutionUpdate",
          List.of(PLAN_AS_TEXT),
          "SparkListenerTaskStart",
          List.of(new Part("Accumulables")),
          "SparkListenerTaskEnd",
          List.of(
              new Part("Task Executor Metrics"),
              new Part("Accumulables", "Python workers", "task commit time")),
          "SparkListenerJobStart",
          List.of(RDDS),
          "SparkListenerStageSubmitted",
          List.of(new Part("Properties")),
          "SparkListenerStageCompleted",
          List.of(RDDS));

  /**
   * A field whose value is an object, an array or a text. It stays where one of {@code unless}
   * stands in it.
   */
  private static final class Part {
    final byte[] field;
    final List<byte[]> unless;

    Part(String field, String... unless) {
      this.field = ascii("\"" + field + "\":");
      this.unless = Arrays.stream(unless).map(Part::ascii).toList();
    }

    private static byte[] ascii(String text) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }
  }

  private NeededParts() {}

  /** Returns how long the line is now: it begins where it did. */
  static int leave(String event, byte[] bytes, int offset, int length) {
    int end = offset + length;
    for (Part part : UNNEEDED.getOrDefault(event, List.of())) {
      int field = find(part.field, bytes, offset, end);
      while (field >= 0) {
        int value = field + part.field.length;
        int next = endOfValue(bytes, value, end);
        if (next - value > 2 && isUnneeded(part, bytes, value, next)) {
          // The brackets or quotes stay.
          System.arraycopy(bytes, next - 1, bytes, value + 1, end - next + 1);
          end -= next - value - 2;
          next = value + 2;
        }
        field = find(part.field, bytes, Math.max(next, value), end);
      }
    }
    return end - offset;
  }

  private static boolean isUnneeded(Part part, byte[] bytes, int from, int to) {
    return part.unless.stream().allMatch(text -> find(text, bytes, from, to) < 0);
  }

  /** What comes after the value; {@code from} where there is none, or it is cut. */
  private static int endOfValue(byte[] bytes, int from, int to) {
    int depth = 0;
    boolean inText = false;
    for (int i = from; i < to; i++) {
      byte one = bytes[i];
      if (inText) {
        if (one == '\\') {
          i++;
        } else if (one == '"') {
          inText = false;
        }
      } else if (one == '"') {
        inText = true;
      } else if (one == '{' || one == '[') {
        depth++;
      } else if (one == '}' || one == ']') {
        depth--;
      }
      if (depth == 0 && !inText) {
        return i > from ? i + 1 : from;
      }
    }
    return from;
  }

  /** Where it begins, outside of a text; -1 where it is not there. */
  private static int find(byte[] what, byte[] bytes, int from, int to) {
    for (int i = from; i <= to - what.length; i++) {
      if (bytes[i] == what[0]
          && bytes[i + what.length - 1] == what[what.length - 1]
          && isAt(what, bytes, i)
          && (i == from || bytes[i - 1] != '\\')) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isAt(byte[] what, byte[] bytes, int place) {
    for (int i = 0; i < what.length; i++) {
      if (bytes[place + i] != what[i]) {
        return false;
      }
    }
    return true;
  }
}
