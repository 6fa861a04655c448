package spanglue.spark;

import java.time.Duration;
import org.apache.spark.sql.SparkSession;
import spanglue.tracing.JobTracing;
import spanglue.tracing.JobTracingConfig;
import spanglue.tracing.TelemetryCounts;

/** An application that stops, whose trace goes with it. Has a JVM to itself, as it stops Spark. */
public final class HangingReceiverJob {
  private static final Duration FLUSH = Duration.ofSeconds(1);

  private HangingReceiverJob() {}

  /** Takes the URL to send to. */
  public static void main(String[] arguments) {
    JobTracing tracing =
        JobTracing.start(
            JobTracingConfig.builder("stops", "jr_1")
                .otlpEndpoint(arguments[0])
                .flushTimeout(FLUSH)
                .retryTimeout(FLUSH)
                .build());
    SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();
    SparkTracing.start(spark.sparkContext(), tracing, true);
    spark.range(10).count();
    System.out.println("stopping");
    spark.stop();
    TelemetryCounts counts = tracing.counts();
    System.out.println("stopped, sent " + counts.sent() + ", dropped " + counts.dropped());
  }
}
