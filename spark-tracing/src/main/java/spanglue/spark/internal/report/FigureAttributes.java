package spanglue.spark.internal.report;

import java.util.Map;
import spanglue.spark.internal.ledger.Figures;

/** {@link Figures} as attributes of a span. Those that are 0 are left out, the tasks excepted. */
final class FigureAttributes {
  private FigureAttributes() {}

  static void put(Map<String, Object> attributes, Figures figures) {
    attributes.put("spark.tasks", figures.tasks());
    put(attributes, "spark.tasks.failed", figures.tasksFailed());
    put(attributes, "rows.in", figures.rowsIn());
    put(attributes, "rows.out", figures.rowsOut());
    put(attributes, "bytes.in", figures.bytesIn());
    put(attributes, "bytes.out", figures.bytesOut());
    put(attributes, "shuffle.bytes.read", figures.shuffleBytesRead());
    put(attributes, "shuffle.bytes.written", figures.shuffleBytesWritten());
    put(attributes, "spill.bytes", figures.spillBytes());
    seconds(attributes, "executor.cpu.seconds", figures.cpuNanos() / 1_000_000);
    seconds(attributes, "gc.seconds", figures.gcMillis());
    seconds(attributes, "task.seconds", figures.taskMillis());
  }

  private static void put(Map<String, Object> attributes, String key, long value) {
    if (value != 0) {
      attributes.put(key, value);
    }
  }

  private static void seconds(Map<String, Object> attributes, String key, long millis) {
    if (millis != 0) {
      attributes.put(key, millis / 1e3);
    }
  }
}
