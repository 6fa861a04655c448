package spanglue.spark.vocabulary;

import spanglue.tracing.vocabulary.Term;

/** The confs of a traced application, all optional. */
public enum SparkTracingConf implements Term {
  TRACES(
      "spark.spanglue.traces",
      Type.TEXT,
      "",
      "The way of spans and metrics: collector, unless told; direct, signed to X-Ray and CloudWatch; otlp, signed to X-Ray's OTLP endpoint."),
  REGION(
      "spark.spanglue.region",
      Type.TEXT,
      "",
      "With direct or otlp, the region that is signed for; else AWS_REGION or AWS_DEFAULT_REGION."),
  OTLP_ENDPOINT(
      "spark.spanglue.otlp.endpoint",
      Type.TEXT,
      "",
      "Base URL of an OTLP/HTTP receiver; else OTEL_EXPORTER_OTLP_ENDPOINT; with neither, and no other way, nothing is traced, and the log says so."),
  OTLP_SECRET_HEADERS(
      "spark.spanglue.otlp.secret.headers",
      Type.TEXT,
      "",
      "Headers for the OTLP receiver, key=value,key=value; else OTEL_EXPORTER_OTLP_HEADERS. Spark hides what has secret in its name."),
  OTLP_CERTIFICATE(
      "spark.spanglue.otlp.certificate",
      Type.TEXT,
      "",
      "File on the driver with the certificates, in PEM, that an OTLP receiver by HTTPS is trusted by; else OTEL_EXPORTER_OTLP_CERTIFICATE; else those of the JVM."),
  BUDGET(
      "spark.spanglue.budget",
      Type.TEXT,
      "",
      "How much a run may send: xray, what X-Ray takes; none, all that is kept; or a number of bytes. Unless told, xray with direct, and where there is an X-Ray endpoint beside the OTLP endpoint; else none."),
  OPEN_EVERY(
      "spark.spanglue.open.every",
      Type.WHOLE,
      "s",
      "How long a job must run for a receiver other than X-Ray to get what ends as it ends, and how often it is told what is open; 30 unless told; 0 sends all at the job's end."),
  TRACE_HEADER(
      "spark.spanglue.trace.header",
      Type.TEXT,
      "",
      "The caller's X-Ray header or W3C traceparent; else TRACEPARENT; with neither a trace begins."),
  EXECUTION_ID(
      "spark.spanglue.execution.id",
      Type.TEXT,
      "",
      "ARN of the Step Functions execution that started the job."),
  STATE_NAME(
      "spark.spanglue.state.name",
      Type.TEXT,
      "",
      "The state that started it; a name with spaces as base64:.."),
  XRAY_ENDPOINT(
      "spark.spanglue.xray.endpoint",
      Type.TEXT,
      "",
      "Where the root's parent is looked up, such as the collector's awsproxy; without it the trace header names the parent. With direct or otlp, in the place of X-Ray's own."),
  MONITORING_ENDPOINT(
      "spark.spanglue.monitoring.endpoint",
      Type.TEXT,
      "",
      "With direct or otlp, where metrics are sent, in the place of CloudWatch's own."),
  JOB_NAME(
      "spark.spanglue.job.name",
      Type.TEXT,
      "",
      "The job; else OTEL_SERVICE_NAME; else the application's name."),
  JOB_RUN_ID("spark.spanglue.job.run.id", Type.TEXT, "", "Its run; else the application's id."),
  RUN_DOCUMENT(
      "spark.spanglue.run.document",
      Type.TEXT,
      "",
      "Where the run document is written when the job ends: a file on any file system that Hadoop opens, or with a / at its end a folder, where it is called after the application's id. Needs no receiver. Unless told, it is not written."),
  WORKER_TYPE(
      "spark.spanglue.worker.type",
      Type.TEXT,
      "",
      "Type of Glue worker, such as G.1X: with the count, for DPU-seconds and US$ of the job and of each action."),
  WORKER_COUNT("spark.spanglue.worker.count", Type.NUMBER, "{worker}", "How many of them."),
  PRICE_PER_DPU_HOUR(
      "spark.spanglue.price.per.dpu.hour", Type.NUMBER, "US$", "In the place of the list price.");

  private final Definition definition;

  SparkTracingConf(String key, Type type, String unit, String meaning) {
    this.definition = new Definition(key, type, unit, meaning);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
