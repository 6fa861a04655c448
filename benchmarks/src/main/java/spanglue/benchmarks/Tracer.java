package spanglue.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import spanglue.spark.SparkTracing;
import spanglue.tracing.JobTracing;
import spanglue.tracing.JobTracingConfig;

/** Runs jobs under a meter: traced as a job that uses the library is, or with nothing of it. */
final class Tracer {
  /** A job's work; the tracing does nothing where the run is untraced, and is made if asked for. */
  @FunctionalInterface
  interface Job {
    void run(Supplier<JobTracing> tracing) throws Exception;
  }

  private static final String NOT_SAMPLED = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0";

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
    if (!traced) {
      untraced(name, job);
      return;
    }
    JobTracing tracing = JobTracing.start(config(name).otlpEndpoint(endpoint).build());
    try (tracing) {
      SparkTracing.attach(spark, tracing);
      // After what the line above has registered: the trace is whole then, and not sent yet.
      tracing.beforeClose(meter::memory);
      job.run(() -> tracing);
      freeCaches();
    }
    if (tracing.counts().droppedTotal() > 0 || tracing.counts().sent() == 0) {
      throw new IllegalStateException("spans were not delivered: " + tracing.counts());
    }
  }

  private void untraced(String name, Job job) throws Exception {
    List<JobTracing> idle = new ArrayList<>();
    job.run(
        () -> {
          idle.add(JobTracing.start(config(name).traceHeader(NOT_SAMPLED).build()));
          return idle.get(0);
        });
    idle.forEach(JobTracing::close);
    freeCaches();
    meter.memory();
  }

  private static JobTracingConfig.Builder config(String name) {
    return JobTracingConfig.builder(name, "jr_" + UUID.randomUUID());
  }

  /** At once: a job's process would end here. */
  private void freeCaches() {
    spark.catalog().clearCache();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    context.getPersistentRDDs().values().forEach(cached -> cached.unpersist(true));
  }
}
