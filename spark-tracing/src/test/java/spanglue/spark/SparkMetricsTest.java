package spanglue.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.spark.internal.ledger.ActionEndings;
import spanglue.spark.internal.ledger.ActionRecord.Interval;
import spanglue.spark.internal.ledger.AggregatedTaskMetrics;
import spanglue.spark.internal.ledger.RunRecord;
import spanglue.spark.internal.plan.PlanSteps;
import spanglue.spark.internal.report.RunReport;
import spanglue.spark.internal.report.Workers;
import spanglue.spark.vocabulary.SparkMetric;
import spanglue.spark.vocabulary.SparkTracingConf;
import spanglue.tracing.JobTracing;
import spanglue.tracing.JobTracingConfig;
import spanglue.tracing.OtlpReceiver;

/** What Spark did, in the metrics of the job. */
class SparkMetricsTest {
  private final OtlpReceiver receiver = new OtlpReceiver();
  private final JobTracing tracing =
      JobTracing.start(
          JobTracingConfig.builder("test", "jr_1").otlpEndpoint(receiver.url()).build());

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void everyActionAndTheBytesThatItReadAndWroteAreCounted(@TempDir Path folder) {
    String numbers = folder.resolve("numbers").toString();
    SparkTracing.attach(StepTrace.SPARK, tracing);
    StepTrace.SPARK.range(10_000).write().parquet(numbers);
    StepTrace.SPARK.read().schema("id long").parquet(numbers).selectExpr("sum(id)").collectAsList();
    tracing.close();

    var actions = metric("action_duration").getHistogram().getDataPoints(0);
    assertThat(actions.getCount()).isEqualTo(2);
    assertThat(actions.getSum()).isPositive().isLessThan(600);
    assertThat(sum("bytes_out").getAsInt()).isPositive();
    assertThat(sum("bytes_in").getAsInt()).isPositive();
    assertThat(names())
        .doesNotContain(SparkMetric.DPU_SECONDS.key(), SparkMetric.ESTIMATED_COST.key());
  }

  @Test
  void workersThatAreKnownGiveDpuSecondsAndMoney() {
    Workers workers =
        Workers.of(
            new SparkConf(false)
                .set(SparkTracingConf.WORKER_TYPE.key(), "G.2X")
                .set(SparkTracingConf.WORKER_COUNT.key(), "5"),
            "4.1.1");
    Instant start = Instant.parse("2026-11-23T10:00:00Z");
    RunRecord hour =
        new RunRecord(
            new Interval(start, start.plusSeconds(3_600)),
            RunRecord.Actions.NONE,
            new RunRecord.Counts(0, 0, 0, 0),
            ActionEndings.NONE,
            new AggregatedTaskMetrics.Adder().sum(),
            new RunRecord.Losses(0, 0));
    new RunReport(tracing, workers).add(hour, PlanSteps.Report.NONE, null);
    tracing.close();

    assertThat(sum("dpu_seconds").getAsDouble()).isEqualTo(36_000);
    assertThat(sum("estimated_cost").getAsDouble()).isCloseTo(3.08, within(1e-9));
  }

  private Metric metric(String name) {
    return metrics().stream().filter(m -> m.getName().equals(name)).findFirst().orElseThrow();
  }

  private NumberDataPoint sum(String name) {
    return metric(name).getSum().getDataPoints(0);
  }

  private List<String> names() {
    return metrics().stream().map(Metric::getName).toList();
  }

  private List<Metric> metrics() {
    return receiver.metrics().get(0).getResourceMetrics(0).getScopeMetrics(0).getMetricsList();
  }
}
