package spanglue.tracing.internal.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.metrics.data.MetricData;
import java.io.IOException;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import spanglue.tracing.AwsServer;
import spanglue.tracing.internal.aws.AwsRegion;
import spanglue.tracing.internal.export.JobMetricData.Origin;
import spanglue.tracing.internal.export.JobMetricData.Series;
import spanglue.tracing.internal.export.MetricsDelivery.Receiver;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;
import spanglue.tracing.internal.http.Endpoint;
import spanglue.tracing.vocabulary.MetricTerm;
import spanglue.tracing.vocabulary.Term;

/** What CloudWatch gets of a job's metrics where no collector is between. */
class CloudWatchMetricsTest {
  private static final Instant START = Instant.parse("2026-11-25T18:00:00Z");
  private static final Instant END = Instant.parse("2026-11-25T18:30:05.123456Z");

  private final AwsServer aws = new AwsServer();

  @AfterEach
  void stop() {
    aws.close();
    assertThat(aws.refusals()).isEmpty();
  }

  private record Metric(
      Term.Definition definition, @Nullable String dimension, boolean isDistribution)
      implements MetricTerm {
    static Metric sum(String key, Term.Type type, String unit, @Nullable String dimension) {
      return new Metric(new Term.Definition(key, type, unit, ""), dimension, false);
    }
  }

  private static final Metric RECORDS = Metric.sum("records", Term.Type.WHOLE, "1", "outcome");
  private static final Metric BYTES = Metric.sum("bytes_read", Term.Type.WHOLE, "By", null);
  private static final Metric COST = Metric.sum("estimated_cost", Term.Type.NUMBER, "1", null);
  private static final Metric DURATION =
      new Metric(new Term.Definition("job_duration", Term.Type.NUMBER, "s", ""), null, true);

  @Test
  void aSumIsAValueWithTheDimensionsOfTheCollectorsMetric() {
    assertThat(sent(series(RECORDS, "cleaned", 40, 2)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "Action", "PutMetricData",
                "Version", "2010-08-01",
                "Namespace", "Spanglue",
                "MetricData.member.1.MetricName", "records",
                "MetricData.member.1.Dimensions.member.1.Name", "job_name",
                "MetricData.member.1.Dimensions.member.1.Value", "clean it",
                "MetricData.member.1.Dimensions.member.2.Name", "outcome",
                "MetricData.member.1.Dimensions.member.2.Value", "cleaned",
                "MetricData.member.1.Timestamp", "2026-11-25T18:30:05.123Z",
                "MetricData.member.1.Value", "42"));
  }

  @Test
  void theUnitsAreCloudWatchs() {
    assertThat(sent(series(BYTES, "", 1_000)))
        .containsEntry("MetricData.member.1.Unit", "Bytes")
        .containsEntry("MetricData.member.1.Value", "1000")
        .doesNotContainKey("MetricData.member.1.Dimensions.member.2.Name");
    assertThat(sent(series(COST, "", 0.25)))
        .containsEntry("MetricData.member.1.Value", "0.25")
        .doesNotContainKey("MetricData.member.1.Unit");
  }

  @Test
  void aDistributionIsItsCountSumLeastAndMost() {
    assertThat(sent(series(DURATION, "", 0.5, 2, 3)))
        .containsEntry("MetricData.member.1.Unit", "Seconds")
        .containsEntry("MetricData.member.1.StatisticValues.SampleCount", "3")
        .containsEntry("MetricData.member.1.StatisticValues.Sum", "5.5")
        .containsEntry("MetricData.member.1.StatisticValues.Minimum", "0.5")
        .containsEntry("MetricData.member.1.StatisticValues.Maximum", "3.0")
        .doesNotContainKey("MetricData.member.1.Value");
  }

  @Test
  void whatCloudWatchWouldNotTakeDoesNotSpoilTheRest() {
    List<Series> series =
        List.of(
            series(COST, "", 1e200),
            series(RECORDS, "Gäste\n", 1),
            series(RECORDS, "", 2),
            series(RECORDS, ":" + "x".repeat(2_000), 3));

    Map<String, String> sent = sent(series.toArray(Series[]::new));

    assertThat(sent.values())
        .doesNotContain("estimated_cost")
        .contains("G?ste?", "-", "?" + "x".repeat(1_023));
  }

  @Test
  void manyMetricsAreSeveralRequestsOfNoMoreThanCloudWatchTakes() {
    List<Series> many = new ArrayList<>();
    for (int i = 0; i < 1_200; i++) {
      many.add(series(RECORDS, "outcome " + i, i));
    }
    assertThat(send(metrics(many.toArray(Series[]::new))).sent()).isTrue();

    assertThat(aws.requests(AwsServer.METRICS))
        .hasSize(3)
        .allSatisfy(request -> assertThat(request).hasSizeLessThan(1024 * 1024));
    assertThat(aws.texts(AwsServer.METRICS))
        .allSatisfy(form -> assertThat(form).doesNotContain("MetricData.member.1001."));
  }

  @Test
  void aThrottledRequestIsSentAgainAndARefusedOneNot() {
    aws.answering(AwsServer.METRICS, 400, "<Error><Code>Throttling</Code></Error>");
    assertThat(send(metrics(series(BYTES, "", 1))).sent()).isTrue();
    assertThat(aws.requests(AwsServer.METRICS)).hasSize(2);

    aws.answering(
        AwsServer.METRICS,
        403,
        "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not you</Message></Error>"
            + "</ErrorResponse>");
    ExportResult refused = send(metrics(series(BYTES, "", 1)));
    assertThat(refused.reason()).isEqualTo("http_403");
    assertThat(refused.detail())
        .isEqualTo(
            "HTTP 403 AccessDenied (not you); grant cloudwatch:PutMetricData on namespace"
                + " Spanglue to the job's role");
    assertThat(aws.requests(AwsServer.METRICS)).hasSize(3);
  }

  @Test
  void aRequestWithoutAnAnswerIsNotTriedAgain() throws IOException {
    try (HangingUp receiver = new HangingUp("127.0.0.1", 0)) {
      ExportResult result = send(receiver.url(), metrics(series(BYTES, "", 1)));

      assertThat(result.reason()).isEqualTo("connection_lost");
      assertThat(receiver.requests()).isEqualTo(1);
    }
  }

  private Map<String, String> sent(Series... series) {
    aws.requests(AwsServer.METRICS).clear();
    assertThat(send(metrics(series))).isEqualTo(ExportResult.SENT);
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : aws.texts(AwsServer.METRICS).get(0).split("&", -1)) {
      String[] pair = field.split("=", 2);
      fields.put(pair[0], URLDecoder.decode(pair[1], UTF_8));
    }
    return fields;
  }

  private ExportResult send(List<MetricData> metrics) {
    return send(aws.url(), metrics);
  }

  private static ExportResult send(String url, List<MetricData> metrics) {
    Endpoint endpoint =
        new AwsRegion(AwsServer.REGION, AwsServer.CREDENTIALS).endpoint("monitoring", url);
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    return MetricsSender.send(Receiver.cloudWatch(endpoint), metrics, end);
  }

  private static List<MetricData> metrics(Series... series) {
    return JobMetricData.of(List.of(series), new Origin("clean it", START, END));
  }

  private static Series series(MetricTerm metric, String value, double... amounts) {
    DoubleSummaryStatistics added = new DoubleSummaryStatistics();
    for (double amount : amounts) {
      added.accept(amount);
    }
    return new Series(metric, value, added);
  }
}
