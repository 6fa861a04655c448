package spanglue.spark.jobs;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import spanglue.spark.Steps;

/**
 * A little of everything: named steps, joins, an output, a cached frame, an RDD, an action that
 * fails.
 */
public final class TreeJob {
  private TreeJob() {}

  /** Takes the folder that it writes to. */
  public static void main(String[] arguments) {
    SparkSession spark = SparkSession.builder().appName("tree").getOrCreate();
    Steps steps = new Steps(spark);
    Dataset<Row> orders =
        steps.read(
            "read orders",
            () ->
                spark
                    .range(0, 20_000, 1, 4)
                    .selectExpr("id", "id % 100 AS customer", "id * 2 AS cents"));
    Dataset<Row> customers =
        steps.read(
            "read customers",
            () -> spark.range(100).selectExpr("id AS customer", "id % 7 AS region"));
    Dataset<Row> joined =
        steps.apply("add regions", orders, o -> o.join(broadcast(customers), "customer"));

    Dataset<Row> regions =
        steps.apply("sum by region", joined, o -> o.groupBy("region").sum("cents"));
    regions.write().mode(SaveMode.Overwrite).parquet(arguments[0]);
    expect(7, spark.read().parquet(arguments[0]).count());

    Dataset<Row> shuffled =
        steps
            .apply("merge customers", orders, o -> o.join(customers.hint("merge"), "customer"))
            .cache();
    expect(20_000, shuffled.count());
    expect(99, shuffled.filter(col("customer").gt(0)).select("customer").distinct().count());

    try (JavaSparkContext context = new JavaSparkContext(spark.sparkContext())) {
      expect(6, context.parallelize(List.of(1, 2, 3), 2).map(n -> n * 2).reduce(Math::max));
      failing(orders);
    }
  }

  private static void failing(Dataset<Row> orders) {
    UDF1<Long, Long> checked =
        id -> {
          if (id == 15_000) {
            throw new IllegalStateException("order 15000 is bad");
          }
          return id;
        };
    try {
      orders
          .select(udf(checked, DataTypes.LongType).apply(col("id")))
          .write()
          .format("noop")
          .mode(SaveMode.Overwrite)
          .save();
    } catch (Exception e) {
      // Spark's methods declare no exceptions in Java.
      if (e instanceof SparkException || e.getCause() instanceof SparkException) {
        return;
      }
      throw e;
    }
    throw new IllegalStateException("order 15000 passed");
  }

  private static void expect(long expected, long actual) {
    if (actual != expected) {
      throw new IllegalStateException("expected " + expected + ", got " + actual);
    }
  }
}
