package spanglue.spark;

import static org.apache.spark.sql.functions.col;
import static spanglue.spark.StepTrace.SPARK;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Steps over a file of numbers, which each process of the tests writes once. */
final class Numbers {
  static final long ROWS = 1_000;
  static final String PATH =
      Path.of("target", "numbers-" + ProcessHandle.current().pid()).toString();

  private Numbers() {}

  static Dataset<Row> read(Steps steps) {
    return steps.read(
        "read", () -> SPARK.read().schema("id long, key long, text string").parquet(PATH));
  }

  static Dataset<Row> doubled(Steps steps, Dataset<Row> frame) {
    return steps.apply("double", frame, f -> f.withColumn("d", col("id").multiply(2)));
  }

  /** Before a trace begins, which would show it. */
  static void write() {
    if (!Files.exists(Path.of(PATH))) {
      SPARK
          .range(0, ROWS, 1, 2)
          .selectExpr("id", "id % 10 AS key", "cast(id AS string) AS text")
          .write()
          .parquet(PATH);
    }
  }
}
