package spanglue.tracing.internal.export;

import java.util.DoubleSummaryStatistics;
import org.jspecify.annotations.Nullable;

/**
 * What a job's metrics are called. Each has the dimension {@code job_name}, some one more.
 *
 * <p>{@code By} and {@code s} are the units that the collector knows as CloudWatch's bytes and
 * seconds; whatever else would not be one of CloudWatch's, so it is {@code 1}, no unit.
 */
public enum Metric {
  RECORDS("records", "1", "outcome"),
  IMPUTED_VALUES("imputed_values", "1", "column"),
  BYTES_IN("bytes_in", "By", null),
  BYTES_OUT("bytes_out", "By", null),
  ACTION_DURATION("action_duration", "s", null),
  JOB_DURATION("job_duration", "s", null),
  DPU_SECONDS("dpu_seconds", "1", null),
  ESTIMATED_COST("estimated_cost", "1", null),
  SPANS_DROPPED("spans_dropped", "1", null);

  static final String JOB_NAME = "job_name";

  private final String text;
  private final String unit;
  private final @Nullable String dimension;

  Metric(String text, String unit, @Nullable String dimension) {
    this.text = text;
    this.unit = unit;
    this.dimension = dimension;
  }

  String text() {
    return text;
  }

  String unit() {
    return unit;
  }

  /** The dimension beside the job's name; null where there is none. */
  @Nullable String dimension() {
    return dimension;
  }

  boolean isDuration() {
    return this == ACTION_DURATION || this == JOB_DURATION;
  }

  /** Whether its values are whole numbers. */
  boolean isWhole() {
    return this != DPU_SECONDS && this != ESTIMATED_COST;
  }

  /** What was added to one metric under one value of its dimension. */
  public record Series(Metric metric, String value, DoubleSummaryStatistics added) {}
}
