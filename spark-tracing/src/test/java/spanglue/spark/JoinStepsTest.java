package spanglue.spark;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.spark.Numbers.ROWS;
import static spanglue.spark.Numbers.doubled;
import static spanglue.spark.Numbers.read;
import static spanglue.spark.StepTrace.SPARK;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Steps that join or unite frames, with themselves too. */
class JoinStepsTest {
  @BeforeAll
  static void writeTheInput() {
    Numbers.write();
  }

  @Test
  void joinsByShuffleAndByBroadcastAreTheirSteps() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> read = read(steps);
              Dataset<Row> names =
                  steps.read("names", () -> SPARK.range(5).selectExpr("id AS key", "'n' AS name"));
              Dataset<Row> shuffled =
                  steps.apply("join by shuffle", read, f -> f.join(names.hint("merge"), "key"));
              Dataset<Row> sent =
                  steps.apply(
                      "join by broadcast",
                      shuffled,
                      f -> f.join(broadcast(names.withColumnRenamed("name", "again")), "key"));
              steps.action("collect", sent, Dataset::collectAsList);
            });

    assertThat(trace.stepsOf("collect"))
        .containsExactly("read", "names", "join by shuffle", "join by broadcast");
    assertThat(trace.label("join by shuffle")).isEqualTo("measured");
    assertThat(trace.of("join by shuffle", "spanglue.step.rows")).isEqualTo(ROWS / 2);
    assertThat(trace.label("join by broadcast")).isEqualTo("measured");
    assertThat(trace.of("join by broadcast", "spanglue.step.rows")).isEqualTo(ROWS / 2);
    assertThat(trace.of("names", "spanglue.step.actions")).isEqualTo(1L);
  }

  @Test
  void aSelfJoinAndAUnionWithItselfComputeTheirInputTwiceInOneAction() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> doubled = doubled(steps, read(steps));
              Dataset<Row> twice = steps.apply("union", doubled, f -> f.union(f));
              steps.action("collect", twice, Dataset::collectAsList);
            });

    assertThat(trace.stepsOf("collect")).containsExactly("read", "double", "union");
    assertThat(trace.of("double", "spanglue.step.actions")).isEqualTo(1L);
    assertThat(trace.findings())
        .singleElement()
        .asString()
        .startsWith("2 steps, 'read' to 'double', were computed 2 times, by 'collect'");
  }

  @Test
  void anExchangeThatSparkReusesIsComputedOnce() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> summed =
                  steps.apply("sum", read(steps), f -> f.groupBy("key").agg(sum("id").as("s")));
              Dataset<Row> joined =
                  steps.apply(
                      "self-join",
                      summed,
                      f ->
                          f.as("a")
                              .join(f.as("b").hint("merge"), col("a.key").equalTo(col("b.key"))));
              steps.action("collect", joined, Dataset::collectAsList);
            });

    assertThat(trace.stepsOf("collect")).containsExactly("read", "sum", "self-join");
    assertThat(trace.of("read", "spanglue.step.rows")).isEqualTo(ROWS);
    assertThat(trace.label("self-join")).isEqualTo("measured");
    assertThat(trace.of("self-join", "spanglue.step.rows")).isEqualTo(10L);
  }
}
