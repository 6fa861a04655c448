package spanglue.spark;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static spanglue.spark.StepTrace.SPARK;

import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the named steps of a job are in its trace, and what is said of them. */
class StepsTest {
  private static final long ROWS = 1_000;

  @TempDir private static Path folder;
  private static String input;

  @BeforeAll
  static void writeTheInput() {
    input = folder.resolve("input").toString();
    SPARK
        .range(0, ROWS, 1, 2)
        .selectExpr("id", "id % 10 AS key", "cast(id AS string) AS text")
        .write()
        .parquet(input);
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
    assertThat(trace.of("drop", "spanglue.step.rows")).isNull();
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
  void whatIsRecomputedIsNamedAndGoneWithACache() {
    StepTrace without = StepTrace.of(steps -> usedTwice(read(steps), steps));

    assertThat(without.stepsOf("first")).containsExactly("read", "double");
    assertThat(without.stepsOf("second")).isEmpty();
    assertThat(without.of("double", "spanglue.step.actions")).isEqualTo(2L);
    assertThat(without.findings())
        .singleElement()
        .asString()
        .startsWith("2 steps, 'read' to 'double', were computed 2 times, by 'first', 'second'")
        .contains("task seconds")
        .endsWith("persist what 'double' returns");

    StepTrace with = StepTrace.of(steps -> usedTwice(read(steps), steps, true));

    assertThat(with.stepsOf("first")).containsExactly("read", "double");
    assertThat(with.of("double", "spanglue.step.actions")).isEqualTo(1L);
    assertThat(with.of("read", "spanglue.step.rows")).isEqualTo(ROWS);
    assertThat(with.findings()).isEmpty();
  }

  @Test
  void aCacheBelongsToTheActionThatMadeIt() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> doubled = doubled(steps, read(steps)).persist();
              Dataset<Row> few = steps.apply("keep few", doubled, f -> f.where("d > 1900"));
              steps.action("fill the cache", doubled, Dataset::count);
              steps.action("use it", few, Dataset::collectAsList);
            });

    assertThat(trace.stepsOf("fill the cache")).containsExactly("read", "double");
    assertThat(trace.stepsOf("use it")).containsExactly("keep few");
    assertThat(trace.of("keep few", "spanglue.step.rows")).isEqualTo(49L);
  }

  @Test
  void aCacheOfACacheRunsOnlyItsOwnSteps() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> read = steps.apply("return the input", read(steps), f -> f).persist();
              steps.action("fill the first", read, Dataset::count);
              Dataset<Row> doubled = doubled(steps, read).persist();
              steps.action("fill the second", doubled, Dataset::count);
              steps.action("use it", doubled, f -> f.agg(sum("d")).head());
            });

    assertThat(trace.stepsOf("fill the first")).containsExactly("read", "return the input");
    assertThat(trace.stepsOf("fill the second")).containsExactly("double");
    assertThat(trace.stepsOf("use it")).isEmpty();
    assertThat(trace.of("read", "spanglue.step.actions")).isEqualTo(1L);
    assertThat(trace.findings()).isEmpty();
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
  void aTableThatTwoStepsReadIsBothOnes() {
    SPARK.read().parquet(input).write().mode("overwrite").saveAsTable("numbers");
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
  void aSecondActionOnOneFrameRunsOnlyWhatSparkDoesNotSkip() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> summed =
                  steps.apply("sum", doubled(steps, read(steps)), f -> f.groupBy("key").sum("d"));
              steps.action("first", summed, Dataset::collectAsList);
              steps.action("second", summed, Dataset::collectAsList);
            });

    assertThat(trace.of("read", "spanglue.step.actions")).isEqualTo(1L);
    assertThat(trace.of("double", "spanglue.step.actions")).isEqualTo(1L);
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
                      throw new java.io.IOException("x");
                    }))
        .isInstanceOf(java.io.IOException.class);
  }

  private static void usedTwice(Dataset<Row> read, Steps steps) {
    usedTwice(read, steps, false);
  }

  private static void usedTwice(Dataset<Row> read, Steps steps, boolean cached) {
    Dataset<Row> doubled = doubled(steps, read);
    if (cached) {
      doubled.persist();
    }
    steps.action("first", doubled, f -> f.agg(sum("d")).head());
    steps.action("second", doubled, f -> f.agg(avg("d")).head());
  }

  private static Dataset<Row> read(Steps steps) {
    return steps.read(
        "read", () -> SPARK.read().schema("id long, key long, text string").parquet(input));
  }

  private static Dataset<Row> doubled(Steps steps, Dataset<Row> frame) {
    return steps.apply("double", frame, f -> f.withColumn("d", col("id").multiply(2)));
  }
}
