package spanglue.spark;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static spanglue.spark.Numbers.ROWS;
import static spanglue.spark.Numbers.doubled;
import static spanglue.spark.Numbers.read;
import static spanglue.spark.StepTrace.SPARK;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.spark.vocabulary.SparkAttribute;

/** Where the named steps of a job are in its trace, and what is said of them. */
class StepsTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void writeTheInput() {
    Numbers.write();
  }

  @Test
  void stepsAreUnderTheActionThatRanThemInTheOrderOfTheirDefinition() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> doubled = doubled(steps, read(steps));
              Dataset<Row> kept = steps.apply("keep few", doubled, f -> f.where("key > 6"));
              steps.action("count", kept, Dataset::count);
            });

    assertThat(trace.actions()).containsExactly("count");
    assertThat(trace.stepsOf("count")).containsExactly("read", "double", "keep few");
    for (String step : trace.stepsOf("count")) {
      assertThat(trace.isInsideItsParent(step)).as(step).isTrue();
    }
    assertThat(trace.findings()).isEmpty();
  }

  @Test
  void aStepWhoseOperatorCountsIsMeasuredWithItsRows() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> kept = steps.apply("keep few", read(steps), f -> f.where("key > 6"));
              Dataset<Row> summed =
                  steps.apply("sum", kept, f -> f.groupBy("key").agg(sum("id").as("s")));
              steps.action("collect", summed, Dataset::collectAsList);
            });

    assertThat(trace.label("read")).isEqualTo("measured");
    assertThat(trace.of("read", "spanglue.step.rows")).isEqualTo(ROWS);
    assertThat(trace.label("keep few")).isEqualTo("measured");
    assertThat(trace.of("keep few", "spanglue.step.rows")).isEqualTo(ROWS * 3 / 10);
    assertThat(trace.label("sum")).isEqualTo("measured");
    assertThat(trace.of("sum", "spanglue.step.rows")).isEqualTo(3L);
    assertThat(trace.of("sum", "spanglue.step.actions")).isEqualTo(1L);
  }

  @Test
  void stepsOfOnePieceOfCodeAreFusedAndNameEachOther() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> text =
                  steps.apply(
                      "trim", read(steps), f -> f.withColumn("text", concat(lit("x"), col("id"))));
              Dataset<Row> tripled =
                  steps.apply("triple", text, f -> f.withColumn("t", col("id").multiply(3)));
              steps.action("collect", doubled(steps, tripled), Dataset::collectAsList);
            });

    assertThat(trace.label("triple")).isEqualTo("fused");
    assertThat(trace.of("triple", "spanglue.step.fused_with").toString())
        .contains("double", "trim");
    assertThat(trace.of("triple", "spanglue.step.shared")).isEqualTo(true);
    assertThat(trace.of("triple", "spanglue.step.rows")).isEqualTo(ROWS);
  }

  @Test
  void aStepThatLeavesNothingInThePlanIsUnmeasured() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> same = steps.apply("return the input", read(steps), f -> f);
              Dataset<Row> fewer = steps.apply("drop", same, f -> f.drop("text"));
              steps.action("collect", doubled(steps, fewer), Dataset::collectAsList);
            });

    assertThat(trace.stepsOf("collect"))
        .containsExactly("read", "return the input", "drop", "double");
    assertThat(trace.label("return the input")).isEqualTo("unmeasured");
    assertThat(trace.label("drop")).isEqualTo("unmeasured");
    assertThat(trace.of("drop", SparkAttribute.STEP_ROWS)).isNull();
  }

  @Test
  void aStepThatNothingRanIsNotInTheTrace() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> read = read(steps);
              doubled(steps, read);
              steps.action("count", read, Dataset::count);
            });

    assertThat(trace.stepsOf("count")).containsExactly("read");
    assertThat(trace.toString()).doesNotContain("double");
  }

  @Test
  void whatBelongsToNoStepCountsToTheStepsThatTakeItIn() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> few = read(steps).where("key > 6");
              Dataset<Row> doubled = doubled(steps, few);
              Dataset<Row> summed = steps.apply("sum", few, f -> f.groupBy("key").sum("id"));
              steps.action("first", doubled, Dataset::collectAsList);
              steps.action("second", summed, Dataset::collectAsList);
            });

    assertThat(trace.stepsOf("first")).containsExactly("read", "double");
    assertThat(trace.of("double", "spanglue.step.rows")).isEqualTo(ROWS * 3 / 10);
    assertThat(trace.stepsOf("second")).containsExactly("sum");
    assertThat(trace.of("sum", "spanglue.step.rows")).isEqualTo(3L);
  }

  @Test
  void aWriteRunsTheStepsOfItsFrame() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> kept =
                  steps.apply("keep few", doubled(steps, read(steps)), f -> f.where("key > 6"));
              steps.action(
                  "write",
                  kept,
                  frame -> {
                    frame.write().parquet(folder.resolve("written").toString());
                    return true;
                  });
            });

    assertThat(trace.stepsOf("write")).containsExactly("read", "double", "keep few");
    assertThat(trace.of("write", "spark.output.rows")).isEqualTo(ROWS * 3 / 10);
    assertThat(trace.of("keep few", "spanglue.step.rows")).isEqualTo(ROWS * 3 / 10);
  }

  @Test
  void anActionInsideAStepIsFoundAndNamed() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> scaled =
                  steps.apply(
                      "scale",
                      doubled(steps, read(steps)),
                      f ->
                          f.withColumn(
                              "scaled", col("d").divide(lit(f.agg(avg("d")).head().getDouble(0)))));
              steps.action("collect", scaled, Dataset::collectAsList);
            });

    assertThat(trace.actions()).hasSize(2).first().asString().startsWith("scale");
    assertThat(trace.findings())
        .anySatisfy(
            finding -> assertThat(finding.toString()).startsWith("step 'scale' ran an action of "));
    assertThat(trace.stepsOf("collect")).containsExactly("scale");
  }

  @Test
  void twoStepsMayHaveOneName() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> once = doubled(steps, read(steps));
              steps.action("collect", doubled(steps, once), Dataset::collectAsList);
            });

    assertThat(trace.stepsOf("collect")).containsExactly("read", "double", "double");
  }

  @Test
  void aNamedActionIsOneSpanWhateverRanInIt() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> read = read(steps);
              steps.action("several", read, f -> f.count() + f.javaRDD().count());
              steps.action("nothing of Spark", () -> 1);
            });

    assertThat(trace.actions()).containsExactly("several", "nothing of Spark");
    assertThat(trace.stepsOf("several")).containsExactly("read");
  }

  @Test
  void whatAnActionThrowsIsOnItsSpanAndPassesThrough() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> broken =
                  steps.apply(
                      "break", read(steps), f -> f.selectExpr("raise_error('no good') AS q"));
              assertThatThrownBy(() -> steps.action("collect", broken, Dataset::collectAsList))
                  .hasStackTraceContaining("no good");
            });

    assertThat(trace.failed("collect")).isTrue();
    assertThat(trace.span("collect").getEvents(0).toString()).contains("no good");
    assertThat(trace.stepsOf("collect")).contains("break");
  }

  @Test
  void withoutATraceTheOperationsJustRun() throws Exception {
    Steps steps = new Steps(SPARK);

    Dataset<Row> doubled = doubled(steps, read(steps));

    long count = steps.action("count", doubled, Dataset::count);
    int seven = steps.action("nothing of Spark", () -> 7);

    assertThat(count).isEqualTo(ROWS);
    assertThat(seven).isEqualTo(7);
    assertThatThrownBy(
            () ->
                steps.action(
                    "fail",
                    () -> {
                      throw new IOException("x");
                    }))
        .isInstanceOf(IOException.class);
  }
}
