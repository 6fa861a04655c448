package spanglue.spark.vocabulary;

import org.jspecify.annotations.Nullable;
import spanglue.tracing.vocabulary.MetricTerm;

/** Metrics of a job that runs on Spark. */
public enum SparkMetric implements MetricTerm {
  BYTES_IN("bytes_in", Type.WHOLE, "By", "Bytes read from outside Spark."),
  BYTES_OUT("bytes_out", Type.WHOLE, "By", "Bytes written to outside Spark."),
  ACTION_DURATION("action_duration", Type.NUMBER, "s", "From the start of an action to its end."),
  DPU_SECONDS("dpu_seconds", Type.NUMBER, "1", "DPU-seconds of the run."),
  ESTIMATED_COST("estimated_cost", Type.NUMBER, "1", "What they cost, in US$.");

  private final String key;
  private final Type type;
  private final String unit;
  private final String meaning;

  SparkMetric(String key, Type type, String unit, String meaning) {
    this.key = key;
    this.type = type;
    this.unit = unit;
    this.meaning = meaning;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public Type type() {
    return type;
  }

  @Override
  public String unit() {
    return unit;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public @Nullable String dimension() {
    return null;
  }

  @Override
  public boolean isDistribution() {
    return this == ACTION_DURATION;
  }
}
