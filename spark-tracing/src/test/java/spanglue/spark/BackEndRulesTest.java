package spanglue.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.spark.StepTrace.SPARK;

import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.tracing.OtlpReceiver;

/** A job with all that makes a trace hard to show, sent at its end and while it runs. */
class BackEndRulesTest {
  @ParameterizedTest
  @ValueSource(longs = {3_600_000, 20})
  void theyHoldForStepsNestedConcurrentAndFailingActions(long openEveryMillis) {
    StepTrace trace = StepTrace.of(Duration.ofMillis(openEveryMillis), BackEndRulesTest::job);

    BackEndRules.holdForAll(trace.spans());
    assertThat(trace.stepsOf("write few")).containsExactly("read numbers", "keep few");
    assertThat(trace.failed("fail")).isTrue();
    assertThat(trace.failed("Glue Job Execution")).isTrue();
    assertThat(trace.childrenOf(trace.span("two in one"))).hasSizeGreaterThanOrEqualTo(2);
    assertThat(trace.actions()).contains("concurrent 0", "concurrent 1", "write few");
    List<Span> told = trace.spans().stream().filter(BackEndRulesTest::isOpen).toList();
    assertThat(told.isEmpty()).isEqualTo(openEveryMillis > 1_000);
    assertThat(OtlpReceiver.attributes(trace.root()))
        .containsEntry("spanglue.actions.failed", 1L)
        .doesNotContainKey("spanglue.folded.total");
  }

  private static boolean isOpen(Span span) {
    return OtlpReceiver.attributes(span).containsKey("spanglue.open");
  }

  private static void job(Steps steps) throws Exception {
    Dataset<Row> numbers =
        steps.read("read numbers", () -> SPARK.range(0, 2_000, 1, 4).toDF("key"));
    Dataset<Row> few = steps.apply("keep few", numbers, f -> f.where("key > 6").repartition(2));
    steps.run("write few", few, BackEndRulesTest::write);
    steps.action("two in one", () -> SPARK.range(10).count() + SPARK.range(20).count());
    concurrently(
        () -> steps.action("concurrent 0", () -> few.groupBy("key").count().count()),
        () -> steps.action("concurrent 1", () -> few.distinct().count()));
    new JavaSparkContext(SPARK.sparkContext()).parallelize(List.of(1, 2, 3), 2).count();
    UDF1<Long, Long> failing =
        key -> {
          throw new IllegalStateException("a bad key: " + "é".repeat(3_000));
        };
    Dataset<Row> bad =
        steps.apply(
            "fail all", few, f -> f.select(udf(failing, DataTypes.LongType).apply(col("key"))));
    steps.run("fail", bad, BackEndRulesTest::write);
  }

  private static void write(Dataset<Row> frame) {
    frame.write().format("noop").mode(SaveMode.Overwrite).save();
  }

  private static void concurrently(Callable<Long> one, Callable<Long> other) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (Future<Long> each : threads.invokeAll(List.of(one, other))) {
        assertThat(each.get()).isPositive();
      }
    } finally {
      threads.shutdown();
    }
  }
}
