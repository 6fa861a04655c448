package spanglue.glue;

import java.io.IOException;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import spanglue.glue.write.RunOutput;
import spanglue.spark.SparkTracing;
import spanglue.spark.Steps;
import spanglue.tracing.JobTracing;
import spanglue.tracing.JobTracingConfig;
import spanglue.tracing.TraceRoute;
import spanglue.tracing.vocabulary.ResourceAttribute;
import spanglue.tracing.vocabulary.TraceAttribute;

/**
 * One run of a job, from its arguments to its end, inside the lifetime of its root span: whatever
 * fails, a wrong argument included, is in the trace.
 *
 * @param bucket the root of the bucket that it reads and writes
 * @param attemptId unlike that of any other attempt at the run
 */
public record GlueJob(
    SparkSession spark,
    JobArguments arguments,
    Path bucket,
    String attemptId,
    Steps steps,
    JobTracing tracing) {

  /** What a job does. */
  @FunctionalInterface
  public interface Work {
    void run(GlueJob job) throws Exception;
  }

  /**
   * Runs a job.
   *
   * @param name the job's name where Glue gives none
   * @param args in Glue's form; see {@link JobArguments}
   * @throws JobFailedException with the one line that Step Functions shows as the cause
   */
  public static void run(String name, String[] args, Work work) {
    JobArguments arguments = JobArguments.of(args);
    JobTracing.run(
        tracingOf(name, arguments),
        tracing -> {
          name(tracing, PipelineAttribute.RUN_ID, arguments.get(JobArgument.RUN_ID));
          name(tracing, PipelineAttribute.BUCKET, arguments.get(JobArgument.BUCKET_NAME));
          if (!arguments.unknown().isEmpty()) {
            tracing.root().set(PipelineAttribute.UNKNOWN_ARGUMENTS.key(), arguments.unknown());
          }
          try {
            arguments.check();
            tracing.root().set(PipelineAttribute.REFUSED_STARTS.key(), arguments.refusedStarts());
            SparkSession spark = session();
            SparkTracing.attach(spark, tracing);
            work.run(new GlueJob(spark, arguments, tracing));
          } catch (Exception | LinkageError | OutOfMemoryError e) {
            tracing.root().annotate(TraceAttribute.OUTCOME.key(), "failed");
            throw new JobFailedException(e, tracing::safeLine);
          }
          tracing.root().annotate(TraceAttribute.OUTCOME.key(), "succeeded");
        });
  }

  /** What a run is looked up by is known also where its arguments are wrong. */
  private static void name(
      JobTracing tracing, PipelineAttribute attribute, @Nullable String value) {
    if (value != null) {
      tracing.root().annotate(attribute.key(), value);
    }
  }

  private GlueJob(SparkSession spark, JobArguments arguments, JobTracing tracing) {
    this(
        spark,
        arguments,
        new Path("s3a://" + arguments.bucketName() + "/"),
        attemptId(arguments),
        new Steps(spark),
        tracing);
  }

  /** A path in the bucket. */
  public Path path(String key) {
    return new Path(bucket, key);
  }

  /** An output of this run, for this attempt to write. */
  RunOutput output(Output output) throws IOException {
    return new RunOutput(hadoop(), path(output.folder()), arguments.runId(), attemptId);
  }

  /** How to reach the bucket. */
  Configuration hadoop() {
    return spark.sparkContext().hadoopConfiguration();
  }

  private static SparkSession session() {
    return SparkSession.builder()
        .config("spark.sql.session.timeZone", "UTC")
        // What is kept is read a few times: to compress it took longer than to read twice as much.
        .config("spark.sql.inMemoryColumnarStorage.compressed", false)
        // Past 128 groups Spark would sort all listings; the summary has some hundreds.
        .config("spark.sql.objectHashAggregate.sortBased.fallbackThreshold", 10_000)
        .getOrCreate();
  }

  private static JobTracingConfig tracingOf(String name, JobArguments arguments) {
    String glueName = arguments.get(JobArgument.JOB_NAME);
    String glueRun = arguments.get(JobArgument.JOB_RUN_ID);
    JobTracingConfig.Builder config =
        JobTracingConfig.builder(
                glueName == null ? name : glueName, glueRun == null ? "none" : glueRun)
            .executionId(arguments.get(JobArgument.EXECUTION_ID))
            .stateName(unlessWrong(arguments::stateName, ""))
            .attempt(unlessWrong(arguments::attempt, 1))
            .traceHeader(arguments.get(JobArgument.TRACE_HEADER))
            .route(unlessWrong(arguments::traces, TraceRoute.COLLECTOR))
            .region(arguments.get(JobArgument.REGION))
            .otlpEndpoint(arguments.get(JobArgument.OTLP_ENDPOINT))
            .xrayEndpoint(arguments.get(JobArgument.XRAY_ENDPOINT))
            .monitoringEndpoint(arguments.get(JobArgument.MONITORING_ENDPOINT))
            .environment(System.getenv())
            .beganWithJvm(true);
    arguments.logGroups().forEach(config::logGroup);
    resource(config, ResourceAttribute.SERVICE_VERSION, version());
    resource(config, ResourceAttribute.CLOUD_RESOURCE_ID, arguments.jobArn());
    return config.build();
  }

  private static void resource(
      JobTracingConfig.Builder config, ResourceAttribute attribute, @Nullable String value) {
    if (value != null) {
      config.resource(attribute.key(), value);
    }
  }

  /** Of the jar that the job runs from; null where its manifest says none. */
  private static @Nullable String version() {
    Package jobs = GlueJob.class.getPackage();
    return jobs == null ? null : jobs.getImplementationVersion();
  }

  /** Stands in for an argument that is wrong: {@link JobArguments#check} says so, in the trace. */
  private static <T> T unlessWrong(Supplier<T> argument, T otherwise) {
    try {
      return argument.get();
    } catch (InvalidInputException saidByCheck) {
      return otherwise;
    }
  }

  private static String attemptId(JobArguments arguments) {
    String glueRun = arguments.get(JobArgument.JOB_RUN_ID);
    return (glueRun == null ? "" : glueRun + "-") + UUID.randomUUID();
  }
}
