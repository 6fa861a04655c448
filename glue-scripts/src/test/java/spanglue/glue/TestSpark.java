package spanglue.glue;

import org.apache.spark.sql.SparkSession;

/** One local Spark for all tests of this JVM. */
public final class TestSpark {
  private TestSpark() {}

  /** The session; the first call starts it. */
  public static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.ansi.enabled", "true")
        // Past 100 classes each run of a job would compile them anew.
        .config("spark.sql.codegen.cache.maxEntries", "2000")
        .getOrCreate();
  }
}
