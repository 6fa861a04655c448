package spanglue.benchmarks;

import org.apache.spark.sql.SparkSession;

/** Spark on this machine alone, that keeps little of what it ran: its own memory stays flat. */
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
        .config("spark.ui.retainedJobs", KEPT)
        .config("spark.ui.retainedStages", KEPT)
        .config("spark.ui.retainedTasks", KEPT)
        .config("spark.sql.ui.retainedExecutions", KEPT)
        .getOrCreate();
  }
}
