package spanglue.spark.jobs;

import java.time.Duration;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import spanglue.spark.SparkTracing;
import spanglue.spark.Steps;
import spanglue.tracing.JobTracing;
import spanglue.tracing.JobTracingConfig;

/** An action that ends, and one that waits at a gate for as long as a test wants. */
public final class LongJob {
  private LongJob() {}

  /** Takes the URL to send to, and the gate's port. */
  public static void main(String[] arguments) {
    int gate = Integer.parseInt(arguments[1]);
    MapPartitionsFunction<Long, Long> gated =
        rows -> {
          GatedJob.pass(gate);
          return rows;
        };
    JobTracing.run(
        JobTracingConfig.builder("long", "jr_1")
            .otlpEndpoint(arguments[0])
            .openEvery(Duration.ofMillis(300))
            .build(),
        tracing -> {
          SparkSession spark =
              SparkSession.builder()
                  .master("local[1]")
                  .config("spark.ui.enabled", "false")
                  .config("spark.driver.host", "127.0.0.1")
                  .config("spark.driver.bindAddress", "127.0.0.1")
                  .config("spark.spanglue.worker.type", "G.1X")
                  .config("spark.spanglue.worker.count", "2")
                  .getOrCreate();
          SparkTracing.attach(spark, tracing);
          Steps steps = new Steps(spark);
          Dataset<Row> numbers =
              steps.read("read numbers", () -> spark.range(0, 100, 1, 1).toDF("key"));
          steps.action("count numbers", numbers, Dataset::count);
          steps.action(
              "wait",
              () -> {
                spark.range(0, 10, 1, 1).count();
                return spark
                    .range(0, 10, 1, 1)
                    .as(Encoders.LONG())
                    .mapPartitions(gated, Encoders.LONG())
                    .count();
              });
          spark.stop();
        });
  }
}
