package spanglue.spark;

import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.spark.StepTrace.SPARK;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import spanglue.spark.vocabulary.SparkAttribute;

/** Steps that aggregate or drop duplicates, of which Spark keeps no more than the keys at times. */
class AggregateStepsTest {

  @Test
  void theAggregateThatDropsDuplicatesIsTheSteps() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> first = firstOfEach(steps);
              Dataset<Row> summed =
                  steps.apply("sum", first, f -> f.groupBy("half").agg(sum("id").as("s")));
              steps.action("collect", summed, Dataset::collectAsList);
            });

    assertThat(trace.stepsOf("collect")).containsExactly("read", "first of each", "sum");
    assertThat(trace.label("first of each")).isEqualTo("measured");
    assertThat(trace.of("first of each", "spanglue.step.rows")).isEqualTo(10L);
    assertThat(trace.label("sum")).isEqualTo("measured");
    assertThat(trace.of("sum", "spanglue.step.rows")).isEqualTo(5L);
  }

  @Test
  void anAggregateOfNobodyWithTheSameKeysIsNotTakenForTheSteps() {
    StepTrace trace =
        StepTrace.of(
            steps ->
                steps.action(
                    "collect",
                    firstOfEach(steps),
                    f -> f.where("id > 4").groupBy("key").agg(sum("id")).collectAsList()));

    assertThat(trace.stepsOf("collect")).containsExactly("read", "first of each");
    // Two aggregates by one key, and no way to tell which is the step's.
    assertThat(trace.label("first of each")).isEqualTo("unmeasured");
    assertThat(trace.of("first of each", SparkAttribute.STEP_ROWS)).isNull();
  }

  @Test
  void anotherStepsWithTheSameKeysIsNotTakenForIt() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> first = firstOfEach(steps);
              Dataset<Row> again =
                  steps.apply("again", first, f -> f.where("id > 4").dropDuplicates("key"));
              steps.action("collect", again, Dataset::collectAsList);
            });

    if (SPARK.version().startsWith("3.")) {
      // It keeps the tags of neither.
      assertThat(trace.label("first of each")).isEqualTo("unmeasured");
      assertThat(trace.of("first of each", SparkAttribute.STEP_ROWS)).isNull();
    } else {
      assertThat(trace.label("first of each")).isEqualTo("measured");
      assertThat(trace.of("first of each", "spanglue.step.rows")).isEqualTo(10L);
    }
  }

  @Test
  void anAggregateOfWhichOnlyTheKeysAreReadIsTheSteps() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> summed =
                  steps.apply("sum", read(steps), f -> f.groupBy("key").agg(sum("id").as("s")));
              steps.action("collect", summed, f -> f.select("key").collectAsList());
            });

    assertThat(trace.stepsOf("collect")).containsExactly("read", "sum");
    assertThat(trace.label("sum")).isEqualTo("measured");
    assertThat(trace.of("sum", "spanglue.step.rows")).isEqualTo(10L);
  }

  private static Dataset<Row> firstOfEach(Steps steps) {
    return steps.apply("first of each", read(steps), f -> f.dropDuplicates("key"));
  }

  private static Dataset<Row> read(Steps steps) {
    return steps.read(
        "read",
        () -> SPARK.range(0, 1_000, 1, 2).selectExpr("id", "id % 10 AS key", "id % 5 AS half"));
  }
}
