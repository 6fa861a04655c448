package spanglue.glue;

import spanglue.tracing.vocabulary.Term;

/** What a job is told when it is started, as {@code --name value}. */
public enum JobArgument implements Term {
  BUCKET_NAME("bucket_name", Given.ALWAYS, "The bucket that the run reads and writes."),
  KEY("key", Given.ALWAYS, "The uploaded object's key, in Base64: it may be any text."),
  RUN_ID("run_id", Given.ALWAYS, "The run, which is the execution's name."),
  RUN_DATE("run_date", Given.ALWAYS, "The UTC date of the upload's event, such as 2026-01-31."),
  ETAG("etag", Given.AT_WILL, "The uploaded object's ETag: another one there fails the job."),
  SIZE("size", Given.AT_WILL, "The uploaded object's bytes: another size fails the job."),
  VERSION_ID("version_id", Given.AT_WILL, "The uploaded object's version, to tell it by."),
  EXECUTION_ID("execution_id", Given.AT_WILL, "The execution's ARN."),
  STATE_NAME("state_name", Given.AT_WILL, "The state that started the job, in Base64."),
  TRACE_HEADER("trace_header", Given.AT_WILL, "X-Ray's trace header of the upload's trace."),
  TRACES(
      "traces",
      Given.AT_WILL,
      "The way of spans and metrics: collector, unless told; direct, signed to X-Ray and CloudWatch; otlp, signed to X-Ray's OTLP endpoint."),
  REGION(
      "region",
      Given.AT_WILL,
      "With direct or otlp, the region that is signed for; else AWS_REGION or AWS_DEFAULT_REGION."),
  OTLP_ENDPOINT(
      "otlp_endpoint",
      Given.AT_WILL,
      "Where spans and metrics are sent; with otlp, where spans are, in the place of X-Ray's own."),
  XRAY_ENDPOINT(
      "xray_endpoint",
      Given.AT_WILL,
      "Where the state's segment is looked for; with direct or otlp, in the place of X-Ray's own."),
  MONITORING_ENDPOINT(
      "monitoring_endpoint",
      Given.AT_WILL,
      "With direct or otlp, where metrics are sent, in the place of CloudWatch's own."),
  LOG_GROUPS(
      "log_groups",
      Given.AT_WILL,
      "The CloudWatch log groups that Glue writes the job's logs to, parted by commas."),
  RETRY_COUNT(
      "retry_count",
      Given.AT_WILL,
      "How often the state tried in vain to start the job, for want of room."),
  REDRIVE_COUNT("redrive_count", Given.AT_WILL, "How often the execution was redriven before."),
  JOB_NAME("JOB_NAME", Given.BY_GLUE, "The job's name."),
  JOB_RUN_ID("JOB_RUN_ID", Given.BY_GLUE, "The id of Glue's run of the job.");

  /** Who gives an argument, and when. */
  enum Given {
    ALWAYS,
    AT_WILL,
    BY_GLUE
  }

  private final Definition definition;
  private final Given given;

  JobArgument(String key, Given given, String meaning) {
    this.definition = new Definition(key, Type.TEXT, "", meaning);
    this.given = given;
  }

  /** Whether a job does not start without it. */
  public boolean required() {
    return given == Given.ALWAYS;
  }

  Given given() {
    return given;
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
