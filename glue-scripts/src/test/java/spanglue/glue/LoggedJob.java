package spanglue.glue;

import java.nio.file.Path;
import spanglue.spark.SparkTracing;
import spanglue.tracing.JobTracing;
import spanglue.tracing.JobTracingConfig;

/** One job in a JVM of its own, in its trace. */
final class LoggedJob {
  private LoggedJob() {}

  /** Args: clean or process, the folder in place of a bucket, a key, an OTLP endpoint. */
  public static void main(String[] args) throws Exception {
    Path bucket = Path.of(args[1]);
    try (JobTracing tracing =
        JobTracing.start(JobTracingConfig.builder("test", "jr_1").otlpEndpoint(args[3]).build())) {
      SparkTracing.attach(TestSpark.session(), tracing);
      if (args[0].equals("clean")) {
        LocalJob.clean(bucket, args[2], tracing);
      } else {
        LocalJob.process(bucket, args[2], tracing);
      }
    }
    TestSpark.session().stop();
  }
}
