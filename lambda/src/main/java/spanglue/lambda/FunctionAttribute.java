package spanglue.lambda;

import static spanglue.tracing.vocabulary.Term.Type.FLAG;
import static spanglue.tracing.vocabulary.Term.Type.TEXT;
import static spanglue.tracing.vocabulary.Term.Type.WHOLE;

import spanglue.tracing.vocabulary.Term;

/** The attributes that the function gives its spans, and the first one their resource. */
public enum FunctionAttribute implements Term {
  NAME("faas.name", TEXT, "", "The function's name."),
  INVOCATION_ID("faas.invocation_id", TEXT, "", "Lambda's request id of the invocation."),
  TRIGGER("faas.trigger", TEXT, "", "What called the function: always datasource, which is S3."),
  COLD_START("faas.coldstart", FLAG, "", "Whether the invocation is the first of its process."),
  RECORDS("spanglue.event.records", WHOLE, "{record}", "Records of the event."),
  ACCEPTED(
      "spanglue.event.accepted",
      WHOLE,
      "{record}",
      "Records of the event that a run is to be started for."),
  REFUSED(
      "spanglue.event.refused",
      WHOLE,
      "{record}",
      "Records of the event that are uploads which the jobs don't read."),
  RUN_ID("run_id", TEXT, "", "The run: the execution's name."),
  BUCKET("aws.s3.bucket", TEXT, "", "The uploaded object's bucket."),
  KEY("aws.s3.key", TEXT, "", "The uploaded object's key."),
  ALREADY_STARTED(
      "spanglue.execution.already_started",
      FLAG,
      "",
      "Whether an earlier delivery of the same event had started the execution.");

  private final Definition definition;

  FunctionAttribute(String key, Type type, String unit, String meaning) {
    this.definition = new Definition(key, type, unit, meaning);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
