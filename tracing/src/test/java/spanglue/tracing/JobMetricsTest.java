package spanglue.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import spanglue.tracing.vocabulary.MetricTerm;

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

  /** What a job counts beside what every job has. */
  private enum Orders implements MetricTerm {
    RECORDS(Type.WHOLE, "outcome", false),
    COST(Type.NUMBER, null, false),
    WRITE_DURATION(Type.NUMBER, null, true);

    private final Definition definition;
    private final @Nullable String dimension;
    private final boolean isDistribution;

    Orders(Type type, @Nullable String dimension, boolean isDistribution) {
      String key = name().toLowerCase(Locale.ROOT);
      this.definition = new Definition(key, type, isDistribution ? "s" : "1", "");
      this.dimension = dimension;
      this.isDistribution = isDistribution;
    }

    @Override
    public Definition definition() {
      return definition;
    }

    @Override
    public @Nullable String dimension() {
      return dimension;
    }

    @Override
    public boolean isDistribution() {
      return isDistribution;
    }
  }

  @Test
  void valuesAreToldApartByTheMetricsDimension() {
    JobTracing tracing = start();
    tracing
        .metrics()
        .add(Orders.RECORDS, "cleaned", 40)
        .add(Orders.RECORDS, "rejected", 2)
        .add(Orders.RECORDS, "cleaned", 2);
    tracing.close();

    assertThat(sums("records"))
        .containsOnly(
            Map.entry(Map.of("job_name", NAME, "outcome", "cleaned"), 42.0),
            Map.entry(Map.of("job_name", NAME, "outcome", "rejected"), 2.0));
  }

  @Test
  void withoutADimensionTheJobsNameIsTheOnlyOne() {
    JobTracing tracing = start();
    tracing.metrics().add(Orders.COST, 120).add(Orders.COST, 0.5);
    tracing.close();

    assertThat(sums("cost")).containsOnly(Map.entry(Map.of("job_name", NAME), 120.5));
  }

  @Test
  void durationsAreInSecondsWithTheirCountLeastAndMost() {
    JobTracing tracing = start();
    tracing.metrics().add(Orders.WRITE_DURATION, 0.5).add(Orders.WRITE_DURATION, 2);
    tracing.close();

    HistogramDataPoint writes = metric("write_duration").getHistogram().getDataPoints(0);
    assertThat(metric("write_duration").getUnit()).isEqualTo("s");
    assertThat(writes.getCount()).isEqualTo(2);
    assertThat(writes.getSum()).isEqualTo(2.5);
    assertThat(writes.getMin()).isEqualTo(0.5);
    assertThat(writes.getMax()).isEqualTo(2);
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
    tracing.metrics().add(Orders.RECORDS, "cleaned", 1).add(Orders.WRITE_DURATION, 1);
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
      tracing.metrics().add(Orders.RECORDS, "outcome " + i, 1);
    }
    tracing.close();

    assertThat(sums("records"))
        .hasSize(JobMetrics.MOST_VALUES + 1)
        .containsEntry(Map.of("job_name", NAME, "outcome", "other"), 3.0);
  }

  @Test
  void whatIsNoNumberIsLeftOut() {
    JobTracing tracing = start();
    tracing
        .metrics()
        .add(Orders.COST, Double.NaN)
        .add(Orders.COST, 0.5)
        .add(Orders.RECORDS, "late", -1);
    tracing.close();

    assertThat(sums("cost").values()).containsExactly(0.5);
    assertThat(metrics()).extracting(Metric::getName).doesNotContain("records");
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
        .isEqualTo(
            "Spanglue: trace %s: metrics not sent: %s: HTTP 400",
            tracing.traceId(), receiver.url());
  }

  @Test
  void aReceiverOfTracesAloneIsSaidToBeOne() {
    receiver.answeringMetrics(404);
    JobTracing tracing = start();

    assertThat(LoggedLines.of("", tracing::close))
        .singleElement()
        .asString()
        .endsWith(": HTTP 404: a receiver of traces alone, such as Jaeger, has no place for them");
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
    tracing.metrics().add(Orders.RECORDS, "cleaned", 1);
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
