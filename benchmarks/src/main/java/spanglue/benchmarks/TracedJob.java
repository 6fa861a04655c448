package spanglue.benchmarks;

import java.util.UUID;
import org.apache.spark.sql.SparkSession;
import spanglue.spark.SparkTracing;
import spanglue.spark.TracingQueue;
import spanglue.tracing.JobTracing;
import spanglue.tracing.JobTracingConfig;

/** A job that is traced as one that uses the library is, under a meter that runs. */
final class TracedJob implements AutoCloseable {
  private final Meter meter;
  private final JobTracing tracing;
  private final TracingQueue queue;

  /** Begins its trace. */
  TracedJob(SparkSession spark, String endpoint, String name, Meter meter) {
    this.meter = meter;
    meter.tracing().start();
    tracing = JobTracing.start(config(name).otlpEndpoint(endpoint).budget("xray").build());
    SparkTracing.attach(spark, tracing);
    meter.tracing().stop();
    queue = TracingQueue.of(spark.sparkContext());
    // After what attaching has registered: the trace is whole then, and not sent yet.
    tracing.extension().beforeClose(meter::memory);
  }

  static JobTracingConfig.Builder config(String name) {
    return JobTracingConfig.builder(name, "jr_" + UUID.randomUUID());
  }

  JobTracing tracing() {
    return tracing;
  }

  /** What Spark tells tracing. */
  TracingQueue queue() {
    return queue;
  }

  /**
   * Sends its trace.
   *
   * @throws IllegalStateException if spans were not delivered: what was measured is not the whole
   */
  @Override
  public void close() {
    meter.addQueue(queue.cpuSeconds());
    meter.tracing().start();
    tracing.close();
    meter.tracing().stop();
    if (tracing.counts().droppedTotal() > 0 || tracing.counts().sent() == 0) {
      throw new IllegalStateException("spans were not delivered: " + tracing.counts());
    }
  }
}
