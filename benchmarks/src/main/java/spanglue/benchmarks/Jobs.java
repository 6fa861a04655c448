package spanglue.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import spanglue.tracing.JobTracing;

/**
 * Runs jobs under a meter that runs, with tracing or with nothing of it.
 *
 * @param endpoint receives what is traced
 */
record Jobs(SparkSession spark, String endpoint, boolean traced, Meter meter) {
  /** A job's work; the tracing does nothing where the run is untraced, and is made if asked for. */
  @FunctionalInterface
  interface Work {
    void run(Supplier<JobTracing> tracing) throws Exception;
  }

  private static final String NOT_SAMPLED = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0";

  void run(String name, Work work) throws Exception {
    if (!traced) {
      untraced(name, work);
      return;
    }
    try (TracedJob job = new TracedJob(spark, endpoint, name, meter)) {
      work.run(job::tracing);
      freeCaches();
    }
  }

  private void untraced(String name, Work work) throws Exception {
    List<JobTracing> idle = new ArrayList<>();
    work.run(
        () -> {
          idle.add(JobTracing.start(TracedJob.config(name).traceHeader(NOT_SAMPLED).build()));
          return idle.get(0);
        });
    idle.forEach(JobTracing::close);
    freeCaches();
    meter.memory();
  }

  /** At once: a job's process would end here. */
  private void freeCaches() {
    spark.catalog().clearCache();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    context.getPersistentRDDs().values().forEach(cached -> cached.unpersist(true));
  }
}
