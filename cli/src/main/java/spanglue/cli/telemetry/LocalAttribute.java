package spanglue.cli.telemetry;

import spanglue.tracing.vocabulary.Term;

/** The attributes of the spans that the local run itself makes. */
public enum LocalAttribute implements Term {
  /** Every simulated span. */
  SIMULATED(
      "spanglue.simulated",
      Type.FLAG,
      "",
      "True: the local run made the span, in place of the AWS service that would send it"),
  /** Of the state machine's span. */
  EXECUTION_ARN("aws.step_functions.execution.arn", Type.TEXT, "", "ARN of the execution"),
  /** Of a state's call. */
  JOB_NAME("aws.glue.job.name", Type.TEXT, "", "Name of the Glue job that a state calls"),
  /** Of a state's call. */
  RPC_SYSTEM("rpc.system", Type.TEXT, "", "Always aws-api: a call of an AWS service"),
  /** Of a state's call. */
  RPC_SERVICE("rpc.service", Type.TEXT, "", "The service that a state calls: Glue"),
  /** Of a state's call. */
  RPC_METHOD("rpc.method", Type.TEXT, "", "The operation that a state calls"),
  /** Of a state's call. */
  REQUEST_ID("aws.request_id", Type.TEXT, "", "Id of the call's request"),
  /** Of a failed span's event. */
  EXCEPTION_TYPE("exception.type", Type.TEXT, "", "Step Functions' name of the error"),
  /** Of a failed span's event. */
  EXCEPTION_MESSAGE("exception.message", Type.TEXT, "", "The error's cause"),
  /** {@code upload}. */
  BUCKET("aws.s3.bucket", Type.TEXT, "", "The bucket that the file is put into"),
  /** {@code upload}. */
  KEY("aws.s3.key", Type.TEXT, "", "The key that the file is put under"),
  /** {@code upload}. */
  FILE_SIZE("file.size", Type.WHOLE, "By", "Size of the file");

  private final String key;
  private final Type type;
  private final String unit;
  private final String meaning;

  LocalAttribute(String key, Type type, String unit, String meaning) {
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
