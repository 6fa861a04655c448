package spanglue.glue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Base64;
import java.util.UUID;
import spanglue.spark.Steps;
import spanglue.tracing.JobTracing;
import spanglue.tracing.JobTracingConfig;

/** Runs a job on a folder of this machine in place of a bucket; nothing is sent. */
final class LocalJob {
  static final LocalDate RUN_DATE = LocalDate.of(2026, 11, 23);
  static final String RUN_ID = "run-1";

  private LocalJob() {}

  static void clean(Path bucket, String key) throws Exception {
    run(bucket, key, CleaningPipeline::run);
  }

  static void process(Path bucket, String key) throws Exception {
    run(bucket, key, ProcessingPipeline::run);
  }

  static Path output(Path bucket, String name) {
    return bucket.resolve(name).resolve("run_id=" + RUN_ID);
  }

  /** In the job's trace that is live. */
  static void clean(Path bucket, String key, JobTracing tracing) throws Exception {
    run(bucket, key, CleaningPipeline::run, tracing);
  }

  /** In the job's trace that is live. */
  static void process(Path bucket, String key, JobTracing tracing) throws Exception {
    run(bucket, key, ProcessingPipeline::run, tracing);
  }

  /** As a key travels. */
  static String base64(String key) {
    return Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static void run(Path bucket, String key, GlueJob.Work work) throws Exception {
    try (JobTracing tracing = JobTracing.start(JobTracingConfig.builder("test", "jr_1").build())) {
      run(bucket, key, work, tracing);
    }
  }

  private static void run(Path bucket, String key, GlueJob.Work work, JobTracing tracing)
      throws Exception {
    JobArguments arguments =
        JobArguments.of(
            new String[] {
              "--bucket_name",
              "b",
              "--key",
              base64(key),
              "--run_id",
              RUN_ID,
              "--run_date",
              "" + RUN_DATE
            });
    arguments.check();
    try {
      work.run(
          new GlueJob(
              TestSpark.session(),
              arguments,
              new org.apache.hadoop.fs.Path(bucket.toUri()),
              UUID.randomUUID().toString(),
              new Steps(TestSpark.session()),
              tracing));
    } finally {
      TestSpark.session().catalog().clearCache();
    }
  }
}
