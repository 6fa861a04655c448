package spanglue.benchmarks;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;
import spanglue.glue.CleaningPipeline;
import spanglue.glue.GlueJob;
import spanglue.glue.JobArguments;
import spanglue.glue.ProcessingPipeline;
import spanglue.spark.Steps;
import spanglue.tracing.JobTracing;

/** The two Glue jobs on a folder of this machine in place of a bucket. */
final class PipelineJobs {
  private static final String RUN_DATE = "2026-11-23";

  private PipelineJobs() {}

  /**
   * Runs the cleaning job.
   *
   * @param key the input, below {@code bucket}
   * @param runId names the outputs' folders
   */
  static void clean(SparkSession spark, Path bucket, String key, String runId, JobTracing tracing)
      throws Exception {
    CleaningPipeline.run(job(spark, bucket, key, runId, tracing));
  }

  /** Runs the processing job on what {@link #clean} has written. */
  static void process(SparkSession spark, Path bucket, String key, String runId, JobTracing tracing)
      throws Exception {
    ProcessingPipeline.run(job(spark, bucket, key, runId, tracing));
  }

  /** As a key travels. */
  private static String base64(String key) {
    return Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static GlueJob job(
      SparkSession spark, Path bucket, String key, String runId, JobTracing tracing) {
    JobArguments arguments =
        JobArguments.of(
            new String[] {
              "--bucket_name", "b", "--key", base64(key), "--run_id", runId, "--run_date", RUN_DATE
            });
    arguments.check();
    return new GlueJob(
        spark,
        arguments,
        new org.apache.hadoop.fs.Path(bucket.toUri()),
        UUID.randomUUID().toString(),
        new Steps(spark),
        tracing);
  }
}
