package spanglue.spark;

import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.spark.Numbers.ROWS;
import static spanglue.spark.Numbers.doubled;
import static spanglue.spark.Numbers.read;
import static spanglue.spark.StepTrace.SPARK;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Steps over tables, views, subqueries and windows. */
class WindowStepsTest {
  @BeforeAll
  static void writeTheInput() {
    Numbers.write();
  }

  @Test
  void aTableThatTwoStepsReadIsBothOnes() {
    SPARK.read().parquet(Numbers.PATH).write().mode("overwrite").saveAsTable("numbers");
    StepTrace trace =
        StepTrace.of(
            steps -> {
              steps.read("not used", () -> SPARK.table("numbers"));
              Dataset<Row> used = steps.read("used", () -> SPARK.table("numbers"));
              steps.action("count", used, f -> f.agg(sum("id")).head());
            });
    SPARK.sql("DROP TABLE numbers");

    assertThat(trace.stepsOf("count")).containsExactly("used");
    assertThat(trace.label("used")).isEqualTo("measured");
  }

  @Test
  void viewsSubqueriesAndWindowsKeepTheirSteps() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> doubled = doubled(steps, read(steps));
              doubled.createOrReplaceTempView("doubled");
              Dataset<Row> above =
                  steps.apply(
                      "above the mean",
                      doubled,
                      f ->
                          SPARK.sql(
                              "SELECT * FROM doubled WHERE d > (SELECT avg(d) FROM doubled)"));
              Dataset<Row> numbered =
                  steps.apply(
                      "number",
                      above,
                      f ->
                          f.withColumn(
                              "n", row_number().over(Window.partitionBy("key").orderBy("d"))));
              Dataset<Row> first =
                  steps.apply("first of each", numbered, f -> f.dropDuplicates("key"));
              steps.action("collect", first, Dataset::collectAsList);
            });

    assertThat(trace.stepsOf("collect"))
        .containsExactly("read", "double", "above the mean", "number", "first of each");
    assertThat(trace.of("above the mean", "spanglue.step.rows")).isEqualTo(ROWS / 2);
    assertThat(trace.label("number")).isIn("measured", "fused");
    assertThat(trace.label("first of each")).isEqualTo("measured");
    assertThat(trace.of("first of each", "spanglue.step.rows")).isEqualTo(10L);
  }
}
