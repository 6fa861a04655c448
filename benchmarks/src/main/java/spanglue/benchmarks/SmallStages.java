package spanglue.benchmarks;

import org.apache.spark.sql.SparkSession;

/** 500 Spark jobs of a few milliseconds: two for each of 250 aggregations, with a shuffle each. */
final class SmallStages {
  private static final int AGGREGATIONS = 250;

  private SmallStages() {}

  static void run(SparkSession spark) {
    for (int i = 0; i < AGGREGATIONS; i++) {
      spark.range(0, 1_000, 1, 2).selectExpr("id % 10 AS k").groupBy("k").count().collectAsList();
    }
  }
}
