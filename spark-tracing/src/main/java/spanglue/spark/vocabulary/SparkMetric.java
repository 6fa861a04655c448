package spanglue.spark.vocabulary;

import spanglue.tracing.vocabulary.MetricTerm;

/** Metrics of a job that runs on Spark. */
public enum SparkMetric implements MetricTerm {
  BYTES_IN("bytes_in", Type.WHOLE, "By", "Bytes read from outside Spark."),
  BYTES_OUT("bytes_out", Type.WHOLE, "By", "Bytes written to outside Spark."),
  ACTION_DURATION("action_duration", Type.NUMBER, "s", "From the start of an action to its end."),
  DPU_SECONDS("dpu_seconds", Type.NUMBER, "1", "DPU-seconds of the run."),
  ESTIMATED_COST("estimated_cost", Type.NUMBER, "1", "What they cost, in US$."),
  FINDINGS("findings", Type.WHOLE, "1", "What was found wrong with how the run ran.");

  private final Definition definition;

  SparkMetric(String key, Type type, String unit, String meaning) {
    this.definition = new Definition(key, type, unit, meaning);
  }

  @Override
  public Definition definition() {
    return definition;
  }

  @Override
  public boolean isDistribution() {
    return this == ACTION_DURATION;
  }
}
