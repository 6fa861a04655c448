package spanglue.cli.telemetry;

import static spanglue.tracing.vocabulary.Term.Type.FLAG;
import static spanglue.tracing.vocabulary.Term.Type.TEXT;
import static spanglue.tracing.vocabulary.Term.Type.WHOLE;

import spanglue.tracing.vocabulary.Term;

/**
 * The attributes of the spans that the local run itself makes: the upload's, and those that stand
 * for AWS's own.
 */
public enum LocalAttribute implements Term {
  BUCKET("aws.s3.bucket", TEXT, "", "The bucket that the file is put into."),
  KEY("aws.s3.key", TEXT, "", "The key that the file is put under."),
  FILE_SIZE("file.size", WHOLE, "By", "The file's size."),
  SIMULATED(
      "spanglue.simulated",
      FLAG,
      "",
      "True: the span stands for one that an AWS service would send; the local run made it."),
  EXECUTION_ARN("aws.step_functions.execution.arn", TEXT, "", "ARN of the execution."),
  JOB_NAME("aws.glue.job.name", TEXT, "", "The Glue job that a state calls."),
  RPC_SYSTEM("rpc.system", TEXT, "", "Always aws-api: a state's call of an AWS service."),
  RPC_SERVICE("rpc.service", TEXT, "", "The service that a state calls: Glue."),
  RPC_METHOD("rpc.method", TEXT, "", "The operation that a state calls."),
  REQUEST_ID("aws.request_id", TEXT, "", "The request that a state's call is."),
  SPAN_NAME(
      "spanglue.span.name",
      TEXT,
      "",
      "In the trace UI alone, which keeps names in lower case: the span's name as it is, where it is another.");

  private final Definition definition;

  LocalAttribute(String key, Type type, String unit, String meaning) {
    this.definition = new Definition(key, type, unit, meaning);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
