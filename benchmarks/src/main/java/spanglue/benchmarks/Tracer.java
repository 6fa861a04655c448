package spanglue.benchmarks;

import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import spanglue.spark.SparkTracing;
import spanglue.tracing.JobTracing;
import spanglue.tracing.JobTracingConfig;

/** Runs jobs under a meter: traced as a job that uses the library is, or with nothing of it. */
final class Tracer {
  /** A job's work, and a tracing that does nothing where the run is untraced. */
  @FunctionalInterface
  interface Job {
    void run(JobTracing tracing) throws Exception;
  }

  private final SparkSession spark;
  private final String endpoint;
  private final boolean traced;
  private final Meter meter;

  Tracer(SparkSession spark, String endpoint, boolean traced, Meter meter) {
    this.spark = spark;
    this.endpoint = endpoint;
    this.traced = traced;
    this.meter = meter;
  }

  /**
   * Runs one job.
   *
   * @throws IllegalStateException if spans were not delivered: what was measured is not the whole
   */
  void job(String name, Job job) throws Exception {
    JobTracingConfig.Builder config = JobTracingConfig.builder(name, "jr_" + UUID.randomUUID());
    if (!traced) {
      try (JobTracing nothing =
          JobTracing.start(
              config.traceHeader("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0").build())) {
        job.run(nothing);
        freeCaches();
        meter.memory();
      }
      return;
    }
    JobTracing tracing = JobTracing.start(config.otlpEndpoint(endpoint).build());
    try (tracing) {
      SparkTracing.attach(spark, tracing);
      // After what the line above has registered: the trace is whole then, and not sent yet.
      tracing.beforeClose(meter::memory);
      job.run(tracing);
      freeCaches();
    }
    if (tracing.counts().droppedTotal() > 0 || tracing.counts().sent() == 0) {
      throw new IllegalStateException("spans were not delivered: " + tracing.counts());
    }
  }

  /** At once: a job's process would end here. */
  private void freeCaches() {
    spark.catalog().clearCache();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    context.getPersistentRDDs().values().forEach(cached -> cached.unpersist(true));
  }
}
