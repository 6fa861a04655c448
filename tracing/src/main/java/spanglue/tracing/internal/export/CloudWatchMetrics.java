package spanglue.tracing.internal.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;
import spanglue.tracing.internal.http.Endpoint;

/**
 * Sends metrics to CloudWatch itself, by {@code PutMetricData} in its Query form: the namespace,
 * names, units and dimensions that the collector's {@code awsemf} exporter makes of the same.
 */
final class CloudWatchMetrics implements MetricsDelivery {
  private static final String NAMESPACE = "Spanglue";

  /** Of one request; CloudWatch takes 1,000 and 1 MB. */
  private static final int MOST_METRICS = 500;

  /** What CloudWatch takes of a value, either way: 2 to the 360. */
  private static final double LARGEST = Math.scalb(1.0, 360);

  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_VALUE = 1_024;

  /** Those of {@link spanglue.tracing.vocabulary.MetricTerm}; CloudWatch has no unit for others. */
  private static final Map<String, String> UNITS = Map.of("By", "Bytes", "s", "Seconds");

  private final SignedPost post;

  /**
   * @throws IllegalArgumentException if the endpoint's is no HTTP URL
   */
  CloudWatchMetrics(Endpoint endpoint) {
    post =
        new SignedPost(
            endpoint,
            "/",
            Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
            "cloudwatch:PutMetricData on namespace " + NAMESPACE,
            MetricsSender.CONNECT);
  }

  @Override
  public List<byte[]> requests(List<MetricData> metrics) {
    List<Map<String, String>> data = new ArrayList<>();
    for (MetricData metric : metrics) {
      metric.getData().getPoints().stream()
          .map(point -> datum(metric, point))
          .filter(fields -> !fields.isEmpty())
          .forEach(data::add);
    }
    List<byte[]> requests = new ArrayList<>();
    for (int from = 0; from < data.size(); from += MOST_METRICS) {
      requests.add(form(data.subList(from, Math.min(from + MOST_METRICS, data.size()))));
    }
    return requests;
  }

  @Override
  public ExportResult sendAtMostOnce(byte[] request, Duration atMost) {
    return post.send(request, atMost, answer -> ExportResult.SENT);
  }

  private static byte[] form(List<Map<String, String>> data) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Action", "PutMetricData");
    fields.put("Version", "2010-08-01");
    fields.put("Namespace", NAMESPACE);
    for (int i = 0; i < data.size(); i++) {
      String prefix = "MetricData.member." + (i + 1) + ".";
      data.get(i).forEach((key, value) -> fields.put(prefix + key, value));
    }
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"))
        .getBytes(UTF_8);
  }

  /** Empty where CloudWatch would refuse the value, and the whole request with it. */
  private static Map<String, String> datum(MetricData metric, PointData point) {
    Map<String, String> values = values(point);
    if (values.isEmpty()) {
      return Map.of();
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("MetricName", text(metric.getName(), LONGEST_NAME));
    Map<String, String> dimensions = new TreeMap<>();
    point
        .getAttributes()
        .forEach((key, value) -> dimensions.put(key.getKey(), String.valueOf(value)));
    int number = 0;
    for (Map.Entry<String, String> dimension : dimensions.entrySet()) {
      String prefix = "Dimensions.member." + ++number + ".";
      fields.put(prefix + "Name", text(dimension.getKey(), LONGEST_NAME));
      fields.put(prefix + "Value", text(dimension.getValue(), LONGEST_VALUE));
    }
    Instant end = Instant.EPOCH.plusNanos(point.getEpochNanos());
    fields.put("Timestamp", end.truncatedTo(ChronoUnit.MILLIS).toString());
    String unit = UNITS.get(metric.getUnit());
    if (unit != null) {
      fields.put("Unit", unit);
    }
    fields.putAll(values);
    return fields;
  }

  /** A sum is one value; of a distribution count, sum, least and most are known. */
  private static Map<String, String> values(PointData point) {
    if (point instanceof LongPointData whole) {
      return Map.of("Value", Long.toString(whole.getValue()));
    }
    if (point instanceof DoublePointData number) {
      return isTaken(number.getValue())
          ? Map.of("Value", Double.toString(number.getValue()))
          : Map.of();
    }
    if (point instanceof HistogramPointData many && many.getCount() > 0 && isTaken(many.getSum())) {
      return Map.of(
          "StatisticValues.SampleCount", Long.toString(many.getCount()),
          "StatisticValues.Sum", Double.toString(many.getSum()),
          "StatisticValues.Minimum", Double.toString(many.getMin()),
          "StatisticValues.Maximum", Double.toString(many.getMax()));
    }
    return Map.of();
  }

  private static boolean isTaken(double value) {
    return Math.abs(value) <= LARGEST;
  }

  /** CloudWatch takes printable ASCII that is not blank, and begins no value with a colon. */
  private static String text(String given, int longest) {
    String ascii = given.replaceAll("[^ -~]", "?").replaceFirst("^:", "?");
    String bounded = ascii.length() <= longest ? ascii : ascii.substring(0, longest);
    return bounded.isBlank() ? "-" : bounded;
  }
}
