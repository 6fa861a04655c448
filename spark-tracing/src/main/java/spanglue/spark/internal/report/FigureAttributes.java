package spanglue.spark.internal.report;

import java.util.Map;
import spanglue.spark.internal.ledger.Figures;
import spanglue.spark.vocabulary.SparkAttribute;

/** {@link Figures} as attributes of a span. Those that are 0 are left out, the tasks excepted. */
final class FigureAttributes {
  private FigureAttributes() {}

  static void put(Map<String, Object> attributes, Figures figures) {
    attributes.put(SparkAttribute.TASK_COUNT.key(), figures.tasks());
    put(attributes, SparkAttribute.TASK_FAILED_COUNT.key(), figures.tasksFailed());
    put(attributes, SparkAttribute.INPUT_ROWS.key(), figures.rowsIn());
    put(attributes, SparkAttribute.OUTPUT_ROWS.key(), figures.rowsOut());
    put(attributes, SparkAttribute.INPUT_BYTES.key(), figures.bytesIn());
    put(attributes, SparkAttribute.OUTPUT_BYTES.key(), figures.bytesOut());
    put(attributes, SparkAttribute.SHUFFLE_READ_BYTES.key(), figures.shuffleBytesRead());
    put(attributes, SparkAttribute.SHUFFLE_WRITE_BYTES.key(), figures.shuffleBytesWritten());
    put(attributes, SparkAttribute.SPILL_BYTES.key(), figures.spillBytes());
    seconds(attributes, SparkAttribute.TASK_CPU_TIME.key(), figures.cpuNanos() / 1_000_000);
    seconds(attributes, SparkAttribute.TASK_GC_TIME.key(), figures.gcMillis());
    seconds(attributes, SparkAttribute.TASK_DURATION_SUM.key(), figures.taskMillis());
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
