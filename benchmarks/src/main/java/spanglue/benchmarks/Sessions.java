package spanglue.benchmarks;

import org.apache.spark.sql.SparkSession;

/**
 * Spark on this machine alone. It keeps little of what it ran, so that its own memory stays flat,
 * and all code that it generated: the pipeline is 153 classes, of which Spark would keep 100 and
 * compile each again in each run, which is most of what runs differ by.
 */
final class Sessions {
  private static final String KEPT = "50";

  private Sessions() {}

  static SparkSession local() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.codegen.cache.maxEntries", "2000")
        .config("spark.ui.retainedJobs", KEPT)
        .config("spark.ui.retainedStages", KEPT)
        .config("spark.ui.retainedTasks", KEPT)
        .config("spark.sql.ui.retainedExecutions", KEPT)
        .getOrCreate();
  }
}
