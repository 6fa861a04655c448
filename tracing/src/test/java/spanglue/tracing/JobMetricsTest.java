package spanglue.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a job adds to its metrics, and how that arrives. */
class JobMetricsTest {
  private static final String NAME = "spanglue-cleaning";

  /** What a loaded machine may add to a bound. */
  private static final Duration SLACK = Duration.ofSeconds(3);

  private final OtlpReceiver receiver = new OtlpReceiver();

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void recordsAreToldApartByOutcomeAndImputedValuesByColumn() {
    JobTracing tracing = start();
    tracing.metrics().records("cleaned", 40).records("rejected", 2).records("cleaned", 2);
    tracing.metrics().imputedValues("reviews_per_month", 7);
    tracing.close();

    assertThat(sums("records"))
        .containsOnly(
            Map.entry(Map.of("job_name", NAME, "outcome", "cleaned"), 42.0),
            Map.entry(Map.of("job_name", NAME, "outcome", "rejected"), 2.0));
    assertThat(sums("imputed_values"))
        .containsOnly(Map.entry(Map.of("job_name", NAME, "column", "reviews_per_month"), 7.0));
  }

  @Test
  void theRestHasTheJobsNameForItsOneDimension() {
    JobTracing tracing = start();
    tracing.metrics().bytesIn(1_000).bytesOut(10).dpuSeconds(120.5).estimatedCost(0.0147);
    tracing.close();

    Map<String, Object> job = Map.of("job_name", NAME);
    assertThat(sums("bytes_in")).containsOnly(Map.entry(job, 1_000.0));
    assertThat(sums("bytes_out")).containsOnly(Map.entry(job, 10.0));
    assertThat(sums("dpu_seconds")).containsOnly(Map.entry(job, 120.5));
    assertThat(sums("estimated_cost")).containsOnly(Map.entry(job, 0.0147));
  }

  @Test
  void durationsAreInSecondsWithTheirCountLeastAndMost() {
    JobTracing tracing = start();
    tracing.metrics().action(Duration.ofMillis(500)).action(Duration.ofSeconds(2));
    tracing.close();

    HistogramDataPoint actions = metric("action_duration").getHistogram().getDataPoints(0);
    assertThat(metric("action_duration").getUnit()).isEqualTo("s");
    assertThat(actions.getCount()).isEqualTo(2);
    assertThat(actions.getSum()).isEqualTo(2.5);
    assertThat(actions.getMin()).isEqualTo(0.5);
    assertThat(actions.getMax()).isEqualTo(2);
  }

  @Test
  void theJobsDurationAndItsDroppedSpansAreThereByThemselves() {
    start().close();

    HistogramDataPoint job = metric("job_duration").getHistogram().getDataPoints(0);
    assertThat(job.getCount()).isEqualTo(1);
    assertThat(job.getSum()).isPositive();
    assertThat(sums("spans_dropped")).containsOnly(Map.entry(Map.of("job_name", NAME), 0.0));
  }

  @Test
  void spansThatTheReceiverRefusedAreCounted() {
    receiver.answering(400);
    JobTracing tracing = start();
    tracing.spans().run("a", span -> {});
    tracing.close();

    assertThat(sums("spans_dropped")).containsOnly(Map.entry(Map.of("job_name", NAME), 2.0));
  }

  /** A collector drops the first value of what is cumulative, and a job sends no second. */
  @Test
  void everythingIsSentOnceWithDeltaTemporality() {
    JobTracing tracing = start();
    tracing.metrics().records("cleaned", 1).action(Duration.ofSeconds(1));
    tracing.close();
    tracing.close();

    assertThat(receiver.metrics()).hasSize(1);
    assertThat(metrics())
        .allSatisfy(
            metric ->
                assertThat(
                        metric.hasSum()
                            ? metric.getSum().getAggregationTemporality()
                            : metric.getHistogram().getAggregationTemporality())
                    .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA));
  }

  /** The collector would make a scope's name one more dimension. */
  @Test
  void theScopeHasNoName() {
    start().close();

    assertThat(receiver.metrics().get(0).getResourceMetrics(0).getScopeMetrics(0).getScope())
        .satisfies(scope -> assertThat(scope.getName()).isEmpty());
  }

  @Test
  void valuesOfADimensionAreBounded() {
    JobTracing tracing = start();
    for (int i = 0; i < JobMetrics.MOST_VALUES + 3; i++) {
      tracing.metrics().records("outcome " + i, 1);
    }
    tracing.close();

    assertThat(sums("records"))
        .hasSize(JobMetrics.MOST_VALUES + 1)
        .containsEntry(Map.of("job_name", NAME, "outcome", "other"), 3.0);
  }

  @Test
  void whatIsNoNumberIsLeftOut() {
    JobTracing tracing = start();
    tracing.metrics().estimatedCost(Double.NaN).estimatedCost(0.5).dpuSeconds(-1);
    tracing.close();

    assertThat(sums("estimated_cost").values()).containsExactly(0.5);
    assertThat(metrics()).extracting(Metric::getName).doesNotContain("dpu_seconds");
  }

  @Test
  void whatMaySucceedLaterIsTriedAgain() {
    receiver.answeringMetrics(503, 500);
    JobTracing tracing = start();
    tracing.close();

    assertThat(receiver.metrics()).hasSize(3);
    assertThat(tracing.metrics().dropped()).isZero();
  }

  @Test
  void whatIsRefusedIsCountedAndToldInOneLine() {
    receiver.answeringMetrics(400);
    JobTracing tracing = start();
    List<String> lines = LoggedLines.of("", tracing::close);

    assertThat(receiver.metrics()).hasSize(1);
    assertThat(tracing.metrics().dropped()).isEqualTo(2);
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0))
        .contains("metrics of job " + NAME + " are not sent to " + receiver.url())
        .contains("HTTP status 400");
  }

  @Test
  void aHangingReceiverOfSpansLeavesTimeForTheMetrics() {
    receiver.answering(0, 0, 0);
    Duration timeout = Duration.ofSeconds(2);
    JobTracing tracing = JobTracing.start(config().flushTimeout(timeout).build());
    long before = System.nanoTime();
    tracing.close();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(timeout.plus(SLACK));
    assertThat(sums("spans_dropped")).containsOnly(Map.entry(Map.of("job_name", NAME), 1.0));
  }

  @Test
  void aHangingReceiverOfMetricsCostsNoMoreThanTheFlush() {
    receiver.answeringMetrics(0);
    Duration timeout = Duration.ofMillis(800);
    JobTracing tracing = JobTracing.start(config().flushTimeout(timeout).build());
    long before = System.nanoTime();
    tracing.close();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(timeout.plus(SLACK));
    assertThat(tracing.metrics().dropped()).isEqualTo(2);
    assertThat(tracing.counts().droppedTotal()).isZero();
  }

  @Test
  void ofAJobThatIsNotSampledNothingIsSent() {
    JobTracing tracing =
        JobTracing.start(
            config().traceHeader("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0").build());
    tracing.metrics().records("cleaned", 1);
    tracing.close();

    assertThat(receiver.metrics()).isEmpty();
  }

  private JobTracing start() {
    return JobTracing.start(config().build());
  }

  private JobTracingConfig.Builder config() {
    return JobTracingConfig.builder(NAME, "jr_1").otlpEndpoint(receiver.url());
  }

  private List<Metric> metrics() {
    return receiver.metrics().get(0).getResourceMetrics(0).getScopeMetrics(0).getMetricsList();
  }

  private Metric metric(String name) {
    return metrics().stream().filter(m -> m.getName().equals(name)).findFirst().orElseThrow();
  }

  private Map<Map<String, Object>, Double> sums(String name) {
    return metric(name).getSum().getDataPointsList().stream()
        .collect(
            Collectors.toMap(
                point -> OtlpReceiver.map(point.getAttributesList()), JobMetricsTest::value));
  }

  private static double value(NumberDataPoint point) {
    return point.hasAsInt() ? point.getAsInt() : point.getAsDouble();
  }
}
