package spanglue.tracing.vocabulary;

import static spanglue.tracing.vocabulary.Term.Type.NUMBER;
import static spanglue.tracing.vocabulary.Term.Type.WHOLE;

/** The metrics that every job has. */
public enum JobMetric implements MetricTerm {
  JOB_DURATION("job_duration", NUMBER, "s", "From the start of the job's tracing to its end."),
  SPANS_DROPPED("spans_dropped", WHOLE, "1", "Spans that were recorded and never arrived.");

  private final Definition definition;

  JobMetric(String key, Type type, String unit, String meaning) {
    this.definition = new Definition(key, type, unit, meaning);
  }

  @Override
  public Definition definition() {
    return definition;
  }

  @Override
  public boolean isDistribution() {
    return this == JOB_DURATION;
  }
}
