package spanglue.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.spark.StepTrace.SPARK;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import spanglue.spark.vocabulary.SparkAttribute;

/** Steps whose frames go through RDDs, of which the plan of what reads them knows nothing. */
class RddStepsTest {
  private static final long ROWS = 1_000;

  @Test
  void theWayThroughAnRddDoesNotHideWhatRan() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> numbered = throughAnRdd("number", steps, doubled(steps));
              steps.action("count", numbered, Dataset::count);
            });

    assertThat(trace.stepsOf("count")).containsExactly("read", "double", "number");
    assertThat(trace.findings()).isEmpty();
    if (SPARK.version().startsWith("3.")) {
      // It tells no listener of the plan that the RDD was made of.
      assertThat(trace.label("read")).isEqualTo("unmeasured");
      assertThat(trace.of("read", SparkAttribute.STEP_ROWS)).isNull();
    } else {
      assertThat(trace.label("read")).isEqualTo("measured");
      assertThat(trace.of("read", "spanglue.step.rows")).isEqualTo(ROWS);
    }
  }

  @Test
  void aSecondWayThroughAnRddDoesNotEither() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> once = throughAnRdd("once", steps, doubled(steps));
              Dataset<Row> twice = throughAnRdd("twice", steps, once);
              steps.action("count", twice, Dataset::count);
            });

    assertThat(trace.stepsOf("count")).containsExactly("read", "double", "once", "twice");
  }

  @Test
  void anActionOnAnRddRunsTheStepsOfItsFrame() {
    StepTrace trace =
        StepTrace.of(steps -> steps.action("count", doubled(steps), f -> f.javaRDD().count()));

    assertThat(trace.stepsOf("count")).containsExactly("read", "double");
  }

  private static Dataset<Row> doubled(Steps steps) {
    Dataset<Row> read = steps.read("read", () -> SPARK.range(0, ROWS, 1, 2).toDF());
    return steps.apply("double", read, f -> f.selectExpr("id", "id * 2 AS d"));
  }

  private static Dataset<Row> throughAnRdd(String step, Steps steps, Dataset<Row> frame) {
    return steps.apply(
        step, frame, f -> SPARK.createDataFrame(f.javaRDD().map(row -> row), f.schema()));
  }
}
