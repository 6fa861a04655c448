package spanglue.spark.internal.ledger;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.TaskInfo;
import org.jspecify.annotations.Nullable;
import spanglue.spark.vocabulary.SparkAttribute;

/**
 * What tasks did, summed: all attempts of all tasks, as Spark counts them, so that a task that ran
 * twice read its input twice.
 */
@SuppressWarnings("EnumOrdinal") // The places in an array that does not outlive the process.
public final class AggregatedTaskMetrics {
  /** A figure of a task. One more is one more line here, and its attribute. */
  @SuppressWarnings("ImmutableEnumChecker") // What reads a figure keeps no state.
  public enum Figure {
    TASKS(SparkAttribute.TASK_COUNT, info(task -> 1)),
    TASKS_FAILED(SparkAttribute.TASK_FAILED_COUNT, info(task -> task.failed() ? 1 : 0)),
    INPUT_ROWS(SparkAttribute.INPUT_ROWS, metric(task -> task.inputMetrics().recordsRead())),
    OUTPUT_ROWS(SparkAttribute.OUTPUT_ROWS, metric(task -> task.outputMetrics().recordsWritten())),
    INPUT_BYTES(SparkAttribute.INPUT_BYTES, metric(task -> task.inputMetrics().bytesRead())),
    OUTPUT_BYTES(SparkAttribute.OUTPUT_BYTES, metric(task -> task.outputMetrics().bytesWritten())),
    SHUFFLE_READ_BYTES(
        SparkAttribute.SHUFFLE_READ_BYTES,
        metric(task -> task.shuffleReadMetrics().totalBytesRead())),
    SHUFFLE_WRITE_BYTES(
        SparkAttribute.SHUFFLE_WRITE_BYTES,
        metric(task -> task.shuffleWriteMetrics().bytesWritten())),
    SPILL_BYTES(SparkAttribute.SPILL_BYTES, metric(TaskMetrics::diskBytesSpilled)),
    CPU_TIME(
        SparkAttribute.TASK_CPU_TIME, metric(TaskMetrics::executorCpuTime), TimeUnit.NANOSECONDS),
    GC_TIME(SparkAttribute.TASK_GC_TIME, metric(TaskMetrics::jvmGCTime), TimeUnit.MILLISECONDS),
    DURATION(
        SparkAttribute.TASK_DURATION_SUM,
        info(task -> task.finishTime() - task.launchTime()),
        TimeUnit.MILLISECONDS);

    private final String key;
    private final Source source;
    private final @Nullable TimeUnit unit;

    Figure(SparkAttribute attribute, Source source) {
      this(attribute, source, null);
    }

    /** A time, which Spark tells in that unit. */
    Figure(SparkAttribute attribute, Source source, @Nullable TimeUnit unit) {
      this.key = attribute.key();
      this.source = source;
      this.unit = unit;
    }

    private static Source info(ToLongFunction<TaskInfo> read) {
      return (task, metrics) -> read.applyAsLong(task);
    }

    /** Spark has no metrics of a task that was lost with its executor. */
    private static Source metric(ToLongFunction<TaskMetrics> read) {
      return (task, metrics) -> metrics == null ? 0 : read.applyAsLong(metrics);
    }

    /** Counts as they are, times in seconds. */
    private Object attribute(long value) {
      return unit == null ? (Object) value : (Object) (unit.toMillis(value) / 1e3);
    }
  }

  /** Where a figure is read. */
  @FunctionalInterface
  private interface Source {
    long read(TaskInfo task, @Nullable TaskMetrics metrics);
  }

  private static final Figure[] FIGURES = Figure.values();

  private final long[] values;

  private AggregatedTaskMetrics(long[] values) {
    this.values = values;
  }

  /** The sum, in Spark's unit. */
  public long get(Figure figure) {
    return values[figure.ordinal()];
  }

  /** Adds its figures to a span's. Those that are 0 are left out, the number of tasks excepted. */
  public void putInto(Map<String, Object> attributes) {
    for (Figure figure : FIGURES) {
      Object value = figure.attribute(get(figure));
      if (figure == Figure.TASKS || ((Number) value).doubleValue() != 0) {
        attributes.put(figure.key, value);
      }
    }
  }

  /** Sums while tasks end. Makes no object for a task. */
  public static final class Adder {
    private final long[] values = new long[FIGURES.length];

    void add(TaskInfo task, @Nullable TaskMetrics metrics) {
      for (Figure figure : FIGURES) {
        values[figure.ordinal()] += figure.source.read(task, metrics);
      }
    }

    void add(AggregatedTaskMetrics other) {
      for (int i = 0; i < values.length; i++) {
        values[i] += other.values[i];
      }
    }

    public Adder add(Figure figure, long value) {
      values[figure.ordinal()] += value;
      return this;
    }

    /** The sums so far. */
    public AggregatedTaskMetrics sum() {
      return new AggregatedTaskMetrics(values.clone());
    }
  }
}
