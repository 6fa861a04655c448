package spanglue.lambda;

import spanglue.tracing.vocabulary.Term;

/** The attributes that the function gives its spans, and their resource. */
public enum FunctionAttribute implements Term {
  /** Resource. */
  NAME("faas.name", Type.TEXT, "", "The function's name"),
  /** Resource. */
  ARN("cloud.resource_id", Type.TEXT, "", "The function's ARN"),
  /** Every span. */
  INVOCATION_ID("faas.invocation_id", Type.TEXT, "", "Lambda's request id of the invocation"),
  /** Every span. */
  TRIGGER(
      "faas.trigger", Type.TEXT, "", "What called the function: always datasource, which is S3"),
  /** Every span. */
  COLD_START("faas.coldstart", Type.FLAG, "", "Whether the invocation is the first of its process"),
  /** {@code read event}. */
  RECORDS("spanglue.event.records", Type.WHOLE, "{record}", "How many records the event has"),
  /** {@code read event}. */
  ACCEPTED(
      "spanglue.event.accepted",
      Type.WHOLE,
      "{record}",
      "How many of the event's records a run is to be started for"),
  /** {@code read event}. */
  REFUSED(
      "spanglue.event.refused",
      Type.WHOLE,
      "{record}",
      "How many of the event's records are uploads that the jobs can't read"),
  /** {@code start execution}. */
  RUN_ID("run_id", Type.TEXT, "", "The run, which is the execution's name"),
  /** {@code start execution}. */
  BUCKET("aws.s3.bucket", Type.TEXT, "", "The bucket of the uploaded object"),
  /** {@code start execution}. */
  KEY("aws.s3.key", Type.TEXT, "", "The key of the uploaded object"),
  /** {@code start execution}. */
  ALREADY_STARTED(
      "spanglue.execution.already_started",
      Type.FLAG,
      "",
      "Whether an earlier delivery of the same event had started the execution");

  private final String key;
  private final Type type;
  private final String unit;
  private final String meaning;

  FunctionAttribute(String key, Type type, String unit, String meaning) {
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
}
