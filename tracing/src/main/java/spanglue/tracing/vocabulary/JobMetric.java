package spanglue.tracing.vocabulary;

import static spanglue.tracing.vocabulary.Term.Type.NUMBER;
import static spanglue.tracing.vocabulary.Term.Type.WHOLE;

import org.jspecify.annotations.Nullable;

/** The metrics that every job has. */
public enum JobMetric implements MetricTerm {
  JOB_DURATION("job_duration", NUMBER, "s", "From the start of the job's tracing to its end."),
  SPANS_DROPPED("spans_dropped", WHOLE, "1", "Spans that were recorded and never arrived.");

  private final String key;
  private final Type type;
  private final String unit;
  private final String meaning;

  JobMetric(String key, Type type, String unit, String meaning) {
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
    return this == JOB_DURATION;
  }
}
