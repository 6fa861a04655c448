package spanglue.spark.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import spanglue.spark.Steps;

/**
 * Named actions: one of several queries, one of none, one that fails, one that writes many small
 * files; and a step whose name holds a secret.
 */
public final class NamedActionsJob {
  private NamedActionsJob() {}

  /** Takes the folder that it writes to. */
  public static void main(String[] arguments) {
    SparkSession spark = SparkSession.builder().appName("named").getOrCreate();
    Steps steps = new Steps(spark);
    Dataset<Row> numbers =
        steps.read("read numbers", () -> spark.range(0, 4_000, 1, 40).toDF("number"));
    Dataset<Row> even =
        steps.apply(
            "keep even password=hunter2",
            numbers,
            frame -> frame.filter(col("number").mod(2).equalTo(0)));

    steps.run(
        "write numbers",
        even,
        frame -> frame.write().mode(SaveMode.Overwrite).parquet(arguments[0]));
    long counted = steps.action("count twice", () -> even.count() + numbers.count());
    long none = steps.action("count nothing password=hunter2", () -> 6_000L);
    if (counted != none) {
      throw new IllegalStateException("expected 6000, got " + counted);
    }
    try {
      steps.run("fail", even, frame -> frame.select(raise_error(lit("it is meant"))).count());
      steps.run("fail", even, frame -> frame.select(raise_error(lit("it is meant"))).collect());
    } catch (Exception expected) { // Spark's methods declare none in Java.
      spark.stop();
      return;
    }
    throw new IllegalStateException("nothing failed");
  }
}
