package spanglue.spark;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.row_number;
import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.spark.StepTrace.SPARK;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.spark.internal.ledger.ActionRecord;
import spanglue.spark.internal.ledger.ActionRecord.Interval;
import spanglue.spark.internal.ledger.ActionRecord.Origin;
import spanglue.spark.internal.ledger.AggregatedTaskMetrics;
import spanglue.spark.internal.ledger.AggregatedTaskMetrics.Figure;
import spanglue.spark.internal.ledger.Completion;
import spanglue.spark.internal.ledger.Folded;
import spanglue.spark.internal.ledger.StageRecord;
import spanglue.spark.internal.ledger.StageRecord.StageAccumulators;
import spanglue.spark.internal.plan.Findings;
import spanglue.spark.internal.plan.Findings.Finding;
import spanglue.spark.internal.plan.Findings.Thresholds;
import spanglue.spark.internal.plan.Findings.Thresholds.Skew;
import spanglue.spark.internal.plan.Findings.Thresholds.TinyFiles;

/** What a run could do better; the limits are injected, so that small jobs reach them. */
class FindingsTest {
  private static final long NEVER = Long.MAX_VALUE;
  private static final TinyFiles NO_FILES = new TinyFiles(NEVER, 0);
  private static final Interval NO_TIME = new Interval(Instant.EPOCH, Instant.EPOCH);

  @TempDir private Path folder;

  @Test
  void aHealthyJobHasNone() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> numbers = steps.read("read", () -> SPARK.range(1_000).toDF());
              steps.action("write", numbers, this::written);
            });

    assertThat(trace.findings()).isEmpty();
    assertThat(trace.of("Glue Job Execution", "spanglue.finding.count")).isEqualTo(0L);
  }

  @Test
  void anOutputOfManySmallFilesIsFound() {
    StepTrace trace =
        StepTrace.of(
            thresholds(NEVER, NEVER, new TinyFiles(3, 1 << 20), NEVER),
            steps -> steps.action("write", SPARK.range(0, 90, 1, 3).toDF(), this::written));

    assertThat(trace.findings())
        .singleElement()
        .asString()
        .matches("an output has 3 files of \\d KB each: repartition .*");
  }

  @Test
  void aLargeFileThatOneTaskReadsIsFound() throws Exception {
    Path file = folder.resolve("lines.csv");
    Files.writeString(file, "1\n".repeat(50_000));

    StepTrace trace =
        StepTrace.of(
            thresholds(NEVER, 100_000, NO_FILES, NEVER),
            steps -> {
              Dataset<Row> lines =
                  steps.read(
                      "read",
                      () ->
                          SPARK
                              .read()
                              .schema("n int")
                              .option("multiLine", true)
                              .csv(file.toString()));
              steps.action("collect", lines, f -> f.agg(avg("n")).head());
            });

    assertThat(trace.findings())
        .singleElement()
        .asString()
        .startsWith("one task of stage ")
        .contains("of 'collect' read 97 KB: a gz file, a JSON array or a multi-line file");
  }

  @Test
  void whatHasNoRoomInMemoryIsFound() {
    SPARK.conf().set("spark.sql.windowExec.buffer.in.memory.threshold", 1);
    SPARK.conf().set("spark.sql.windowExec.buffer.spill.threshold", 2);
    try {
      StepTrace trace =
          StepTrace.of(
              thresholds(1, NEVER, NO_FILES, NEVER),
              steps ->
                  steps.action(
                      "number",
                      SPARK.range(100).selectExpr("id", "id % 2 AS k"),
                      f ->
                          f.withColumn(
                                  "n", row_number().over(Window.partitionBy("k").orderBy("id")))
                              .agg(avg("n"))
                              .head()));

      assertThat(trace.findings())
          .singleElement()
          .asString()
          .matches("stage \\d+ of 'number' spilled \\d+ KB to disk: give it more partitions, .*");
    } finally {
      SPARK.conf().unset("spark.sql.windowExec.buffer.in.memory.threshold");
      SPARK.conf().unset("spark.sql.windowExec.buffer.spill.threshold");
    }
  }

  @Test
  void aTaskThatRunsMuchLongerThanTheOthersIsFound() {
    Findings findings = new Findings(Thresholds.DEFAULT);

    findings.ended(action(stage(200, 4_100, 84_000), stage(200, 4_100, 20_000)));
    findings.ended(action(stage(200, 1, 9_999)));

    assertThat(findings.report(List.of()))
        .singleElement()
        .extracting(Finding::text)
        .isEqualTo(
            "stage 7 of 'write' is skewed: its longest task took 84.0 s, the median one 4.1 s:"
                + " spread the most frequent key, or partition by another");
  }

  @Test
  void ofAKindTheWorstFewAreTold() {
    Findings findings = new Findings(Thresholds.DEFAULT);

    for (int seconds = 10; seconds < 20; seconds++) {
      findings.ended(action(stage(200, 1, seconds * 1_000L)));
    }

    assertThat(findings.report(List.of()))
        .extracting(Finding::figure)
        .containsExactly(19.0, 18.0, 17.0);
  }

  @Test
  void aLookAtASchemaIsHiddenOnlyWhereItTakesLong() throws Exception {
    Path file = folder.resolve("lines.csv");
    Files.writeString(file, "1\n");
    StepTrace.Job job =
        steps -> {
          Dataset<Row> lines =
              steps.read(
                  "read", () -> SPARK.read().option("inferSchema", true).csv(file.toString()));
          steps.action("count", lines, Dataset::count);
        };

    assertThat(StepTrace.of(job).findings()).isEmpty();
    assertThat(StepTrace.of(thresholds(NEVER, NEVER, NO_FILES, 0), job).findings())
        .first()
        .asString()
        .startsWith("step 'read' ran an action of ");
  }

  @Test
  void stepsThatDifferentActionsRecomputeAreDifferentFindings() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> numbers = steps.read("read", () -> SPARK.range(100).toDF());
              Dataset<Row> even = steps.apply("keep even", numbers, f -> f.where("id % 2 = 0"));
              steps.action("first", even, f -> f.agg(avg("id")).head());
              steps.action("second", even, f -> f.agg(avg("id")).head());
              steps.action("third", numbers, f -> f.agg(avg("id")).head());
            });

    assertThat(trace.findings()).hasSize(2);
    assertThat(trace.findings().toString())
        .contains("step 'read' was computed 3 times, by 'first', 'second', 'third'")
        .contains("step 'keep even' was computed 2 times, by 'first', 'second'");
  }

  private boolean written(Dataset<Row> frame) {
    frame.write().parquet(folder.resolve("out").toString());
    return true;
  }

  private static ActionRecord action(StageRecord... stages) {
    return new ActionRecord(
        1,
        new Origin("write", Set.of(), null),
        new ActionRecord.SparkIds(null, List.of(), List.of(1)),
        NO_TIME,
        Completion.SUCCEEDED,
        tasks(0),
        new ActionRecord.Stages(List.of(stages), Folded.NONE),
        0,
        null);
  }

  private static StageRecord stage(long tasks, long medianMillis, long maxMillis) {
    return new StageRecord(
        new StageRecord.Identity(7, 0, "write at A.java:1"),
        NO_TIME,
        Completion.SUCCEEDED,
        tasks(tasks),
        new StageRecord.TaskSpread(medianMillis, maxMillis, 0),
        StageAccumulators.NONE);
  }

  private static AggregatedTaskMetrics tasks(long count) {
    return new AggregatedTaskMetrics.Adder().add(Figure.TASKS, count).sum();
  }

  private static Thresholds thresholds(
      long spillBytes, long oneTaskBytes, TinyFiles tinyFiles, long readMillis) {
    return new Thresholds(new Skew(NEVER, NEVER), spillBytes, oneTaskBytes, tinyFiles, readMillis);
  }
}
