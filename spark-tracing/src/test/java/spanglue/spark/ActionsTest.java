package spanglue.spark;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static spanglue.spark.StepTrace.SPARK;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;
import spanglue.spark.vocabulary.SparkAttribute;
import spanglue.spark.vocabulary.TimeClass;
import spanglue.tracing.JobTracing;
import spanglue.tracing.OtlpReceiver;

/** What the actions and the stages of a job are in its trace. */
class ActionsTest {
  @TempDir private static Path folder;

  @Test
  void aJoinIsOneActionNamedByItsCallSiteWithTheStagesThatRan() {
    StepTrace trace = StepTrace.of(steps -> joined(frame(1_000)).collectAsList());

    Span action = onlyAction(trace);
    assertThat(action.getName()).startsWith("collectAsList at ActionsTest.java:");
    List<Span> stages = trace.childrenOf(action);
    assertThat(stages).hasSizeGreaterThanOrEqualTo(3);
    assertThat(stages).allMatch(stage -> stage.getName().startsWith("stage "));
    Map<String, Object> attributes = OtlpReceiver.attributes(action);
    assertThat(attributes)
        .containsEntry("spark.stage.count", (long) stages.size())
        .doesNotContainKeys(
            SparkAttribute.OUTCOME.key(),
            SparkAttribute.TASK_FAILED_COUNT.key(),
            SparkAttribute.COST_USD.key());
    assertThat((long) attributes.get("spark.shuffle.write.bytes")).isPositive();
    assertThat(attributes.get("spark.shuffle.read.bytes"))
        .isEqualTo(attributes.get("spark.shuffle.write.bytes"));
    assertThat(sum(stages, "spark.task.count")).isEqualTo(attributes.get("spark.task.count"));
    for (Span stage : stages) {
      assertThat(trace.isInsideItsParent(stage.getName())).as(stage.getName()).isTrue();
      assertThat(OtlpReceiver.attributes(stage))
          .containsKeys("spark.task.duration.median", "spark.task.duration.max");
    }
  }

  @Test
  void theRootsTimeAddsUpToItsWallTime() {
    StepTrace trace = StepTrace.of(steps -> joined(frame(1_000)).collectAsList());

    Map<String, Object> root = OtlpReceiver.attributes(trace.root());
    double sum =
        Arrays.stream(TimeClass.values())
            .mapToDouble(its -> (double) root.getOrDefault(its.key(), 0.0))
            .sum();
    double wall = trace.seconds(JobTracing.ROOT_NAME);
    assertThat(sum).isCloseTo(wall, within(0.5)).isLessThanOrEqualTo(wall + 0.01);
    assertThat(root)
        .containsKeys(
            TimeClass.DRIVER.key(),
            TimeClass.PLANNING.key(),
            TimeClass.CPU.key(),
            SparkAttribute.CRITICAL_PATH_CLASSES.key(),
            SparkAttribute.CRITICAL_PATH_ACTIONS.key());
    Span action = onlyAction(trace);
    double ofAction =
        Arrays.stream(TimeClass.values())
            .mapToDouble(
                its -> (double) OtlpReceiver.attributes(action).getOrDefault(its.key(), 0.0))
            .sum();
    assertThat(ofAction).isCloseTo(trace.seconds(action.getName()), within(0.02));
    assertThat(OtlpReceiver.attributes(action))
        .containsEntry(SparkAttribute.CRITICAL_PATH_MEMBER.key(), true)
        .containsEntry(SparkAttribute.CRITICAL_PATH_SECONDS.key(), trace.seconds(action.getName()));
    assertThat(trace.childrenOf(onlyAction(trace)))
        .anyMatch(
            stage ->
                OtlpReceiver.attributes(stage)
                    .containsKey(SparkAttribute.CRITICAL_PATH_SECONDS.key()));
  }

  @Test
  void whatTheDriverDidBeforeAnActionAndInItAreSpans() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              compute();
              steps.action("named", frame(10), rows -> joined(rows).count() + compute());
            });

    assertThat(trace.gapsOf(trace.root())).extracting(Span::getName).contains("driver");
    assertThat(trace.gapsOf(trace.span("named")))
        .extracting(Span::getName)
        .contains("planning", "driver");
    assertThat(trace.gapsOf(trace.root()))
        .allSatisfy(
            gap -> {
              assertThat(OtlpReceiver.attributes(gap))
                  .containsEntry(SparkAttribute.CRITICAL_PATH_MEMBER.key(), true);
              assertThat(gap.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_INTERNAL);
            });
    assertThat(trace.spans())
        .filteredOn(span -> !span.getName().equals(JobTracing.ROOT_NAME))
        .allMatch(trace::isInsideItsParent);
  }

  /** What a program does on its own for 40 ms. */
  private static long compute() {
    long end = System.nanoTime() + 40_000_000;
    long rounds = 0;
    while (System.nanoTime() < end) {
      rounds++;
    }
    return rounds;
  }

  @Test
  void anActionNamesTheLineOfTheJobThatAskedForIt() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              frame(10).collectAsList();
              shuffled().count();
              steps.action("named", frame(10), Dataset::count);
            });

    assertThat(trace.actions()).hasSize(3);
    for (Span action : trace.childrenOf(trace.root())) {
      Map<String, Object> attributes = OtlpReceiver.attributes(action);
      assertThat(attributes).containsEntry("code.file.path", "ActionsTest.java");
      assertThat((String) attributes.get("code.function.name"))
          .startsWith("spanglue.spark.ActionsTest.");
      if (!action.getName().equals("named")) {
        assertThat(action.getName())
            .endsWith(" at ActionsTest.java:" + attributes.get("code.line.number"));
      }
    }
  }

  @Test
  void adaptiveExecutionAndABroadcastStayOneAction() {
    StepTrace trace =
        StepTrace.of(
            steps ->
                frame(1_000)
                    .join(broadcast(frame(10)), "id")
                    .groupBy("id")
                    .count()
                    .orderBy("id")
                    .collectAsList());

    Span action = onlyAction(trace);
    assertThat((List<?>) OtlpReceiver.attributes(action).get("spark.job.ids"))
        .hasSizeGreaterThan(1);
  }

  @Test
  void aCachedFrameReadsItsInputOnce() {
    String input = folder.resolve("cached").toString();
    frame(1_000).write().parquet(input);
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Dataset<Row> cached = SPARK.read().parquet(input).cache();
              cached.count();
              cached.filter("id > 10").collectAsList();
            });

    Span first = action(trace, "count at");
    Span second = action(trace, "collectAsList at");
    assertThat((long) OtlpReceiver.attributes(first).get("spark.input.rows"))
        .isGreaterThanOrEqualTo(1_000);
    assertThat((long) OtlpReceiver.attributes(second).get("spark.input.rows"))
        .as("a batch of the cache counts as a row")
        .isLessThan(10);
  }

  @Test
  void aFailingUdfFailsItsStageAndItsActionWithTheException() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              UDF1<Long, Long> fail =
                  id -> {
                    throw new IllegalStateException("no good");
                  };
              frame(10)
                  .select(udf(fail, DataTypes.LongType).apply(col("id")))
                  .write()
                  .format("noop")
                  .mode("overwrite")
                  .save();
            });

    Span action = onlyAction(trace);
    assertThat(exception(action, "exception.type")).endsWith("SparkException");
    assertThat(exception(action, "exception.stacktrace")).contains("IllegalStateException");
    assertThat(OtlpReceiver.attributes(action)).containsEntry("spark.outcome", "failed");
    Span stage = trace.childrenOf(action).get(0);
    assertThat(stage.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(exception(stage, "exception.message")).isNotEmpty();
    assertThat(OtlpReceiver.attributes(stage)).containsEntry("spark.outcome", "failed");
    assertThat((long) OtlpReceiver.attributes(trace.root()).get("spark.task.failed_count"))
        .isPositive();
  }

  @Test
  void aStageThatFailedAndWasRetriedShowsBothAttempts() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              JavaPairRDD<Integer, Integer> shuffled = shuffled();
              LostOutput lost = LostOutput.of(shuffled);
              assertThat(shuffled.mapPartitions(lost).collect()).containsExactlyInAnyOrder(6, 4);
            });

    Span action = onlyAction(trace);
    assertThat(action.getName()).startsWith("collect at ActionsTest.java:");
    assertThat(OtlpReceiver.attributes(action))
        .doesNotContainKeys(SparkAttribute.OUTCOME.key(), SparkAttribute.SQL_EXECUTION_ID.key());
    assertThat(action.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
    Span first =
        trace.childrenOf(action).stream()
            .filter(stage -> "failed".equals(OtlpReceiver.attributes(stage).get("spark.outcome")))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no failed stage in\n" + trace));
    Span second = trace.span(first.getName() + " attempt 1");
    assertThat(exception(first, "exception.type")).endsWith("FetchFailedException");
    assertThat(second.getStartTimeUnixNano()).isGreaterThanOrEqualTo(first.getEndTimeUnixNano());
  }

  @Test
  void stagesThatSparkSkipsAreNotShown() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              JavaPairRDD<Integer, Integer> shuffled = shuffled();
              shuffled.count();
              shuffled.collect();
            });

    assertThat(trace.childrenOf(action(trace, "count at"))).hasSize(2);
    assertThat(trace.childrenOf(action(trace, "collect at"))).hasSize(1);
  }

  @Test
  void executionsInsideAnotherAreOneActionWithIt() {
    String table = "nested_" + System.nanoTime();
    StepTrace trace;
    try {
      trace =
          StepTrace.of(
              steps ->
                  frame(10)
                      .write()
                      .option("path", folder.resolve(table).toString())
                      .saveAsTable(table));
    } finally {
      SPARK.sql("DROP TABLE IF EXISTS " + table);
    }

    Span action = onlyAction(trace);
    assertThat(action.getName()).startsWith("saveAsTable at ActionsTest.java:");
    assertThat(OtlpReceiver.attributes(action)).containsEntry("spark.output.rows", 10L);
    assertThat(OtlpReceiver.attributes(trace.root()))
        .containsEntry("spark.sql.execution.count", 1L);
  }

  @Test
  void aJobWithoutAnActionHasOnlyItsRoot() {
    StepTrace trace = StepTrace.of(steps -> frame(10).filter("id > 5"));

    assertThat(trace.actions()).isEmpty();
    assertThat(OtlpReceiver.attributes(trace.root()))
        .containsEntry("spark.sql.execution.count", 0L)
        .containsEntry("spark.action.count", 0L)
        .containsEntry("spark.listener.dropped_count", 0L)
        .containsEntry("spark.task.failed_count", 0L);
  }

  @Test
  void anExceptionBeforeAnyActionIsOnTheRoot() {
    StepTrace trace = StepTrace.of(steps -> SPARK.read().parquet("missing_" + System.nanoTime()));

    assertThat(exception(trace.root(), "exception.message")).contains("PATH_NOT_FOUND");
    assertThat(OtlpReceiver.attributes(trace.root())).containsEntry("spark.task.count", 0L);
  }

  /** The sums of the odd numbers and of the even ones: 4 and 6. */
  private static JavaPairRDD<Integer, Integer> shuffled() {
    return new JavaSparkContext(SPARK.sparkContext())
        .parallelize(List.of(1, 2, 3, 4), 2)
        .mapToPair(n -> new Tuple2<>(n % 2, n))
        .reduceByKey(Integer::sum, 2);
  }

  private static Dataset<Row> frame(long rows) {
    return SPARK.range(0, rows, 1, 2).toDF();
  }

  private static Dataset<Row> joined(Dataset<Row> frame) {
    return frame
        .repartition(2, col("id"))
        .hint("merge")
        .join(frame.repartition(3), "id")
        .groupBy(col("id").mod(10))
        .count();
  }

  private static Span onlyAction(StepTrace trace) {
    assertThat(trace.actions()).as("%s", trace).hasSize(1);
    return trace.span(trace.actions().get(0));
  }

  private static Span action(StepTrace trace, String prefix) {
    return trace.childrenOf(trace.root()).stream()
        .filter(span -> span.getName().startsWith(prefix))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no action " + prefix + " in\n" + trace));
  }

  private static String exception(Span span, String key) {
    assertThat(span.getEventsList()).as(span.getName()).hasSize(1);
    return String.valueOf(
        OtlpReceiver.map(span.getEvents(0).getAttributesList()).getOrDefault(key, ""));
  }

  private static long sum(List<Span> spans, String key) {
    return spans.stream().mapToLong(span -> (long) OtlpReceiver.attributes(span).get(key)).sum();
  }
}
