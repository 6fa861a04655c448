package spanglue.spark;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.spark.Numbers.ROWS;
import static spanglue.spark.Numbers.doubled;
import static spanglue.spark.Numbers.read;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps that are computed again, and those behind what Spark keeps: caches and shuffles. */
class CacheStepsTest {
  @BeforeAll
  static void writeTheInput() {
    Numbers.write();
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

  @ParameterizedTest
  @ValueSource(strings = {"inner", "left", "left_semi", "left_anti"})
  void aCacheThatIsFoundEmptyWasNotComputedAgain(String join) {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> read = read(steps).persist();
              steps.action("fill the first", read, Dataset::count);
              Dataset<Row> groups =
                  steps
                      .apply("no group", read, f -> f.groupBy("key").count().where("count < 0"))
                      .persist();
              steps.action("fill the second", groups, Dataset::count);
              Dataset<Row> joined =
                  steps
                      .apply("join with none", read, f -> f.join(groups, "key").select("key"))
                      .persist();
              steps.action("fill the third", joined, Dataset::count);
              Dataset<Row> rest =
                  steps
                      .apply("rest", read, f -> f.join(joined, new String[] {"key"}, join))
                      .persist();
              steps.action("fill the fourth", rest, f -> f.agg(sum("id")).head());
              steps.action("use it", rest, f -> f.agg(avg("id")).head());
            });

    assertThat(trace.findings()).isEmpty();
    assertThat(trace.of("read", "spanglue.step.actions")).isEqualTo(1L);
    // Spark 3.5 leaves nothing in the plan to know it by.
    assertThat(trace.of("no group", "spanglue.step.actions")).as("%s", trace).isIn(null, 1L);
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
}
