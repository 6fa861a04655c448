package spanglue.cli.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import spanglue.cli.process.LoopbackServer.Request;
import spanglue.cli.process.LoopbackServer.Response;

/** CloudWatch's PutMetricData, in its Query form. */
public final class PutMetricDataEndpoint {
  /**
   * A figure of a metric.
   *
   * @param dimensions by name
   * @param unit CloudWatch's, such as {@code Seconds}; empty where there is none
   * @param value or {@code statistics}, of which the other is null
   */
  public record Datum(
      String metric,
      Map<String, String> dimensions,
      Instant time,
      String unit,
      @Nullable Double value,
      @Nullable Statistics statistics) {}

  /** What is known of many values. */
  public record Statistics(double count, double sum, double least, double most) {}

  private static final String DATA = "MetricData.member.";

  private final Consumer<List<Datum>> data;

  /**
   * An endpoint that hands on what it takes.
   *
   * @param data is given the figures of each request
   */
  public PutMetricDataEndpoint(Consumer<List<Datum>> data) {
    this.data = data;
  }

  public Response putMetricData(Request request) {
    Map<String, String> fields = fields(request.body().toStringUtf8());
    if (!"PutMetricData".equals(fields.get("Action"))) {
      return error("InvalidAction", "only PutMetricData is answered here");
    }
    if (fields.getOrDefault("Namespace", "").isEmpty()) {
      return error("MissingParameter", "The parameter Namespace is required.");
    }
    List<Datum> found = new ArrayList<>();
    try {
      for (int i = 1; fields.containsKey(DATA + i + ".MetricName"); i++) {
        found.add(datum(fields, DATA + i + "."));
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      return error("InvalidParameterValue", String.valueOf(e.getMessage()));
    }
    data.accept(found);
    return Response.text(200, "text/xml", "<PutMetricDataResponse/>");
  }

  private static Datum datum(Map<String, String> fields, String prefix) {
    Map<String, String> dimensions = new TreeMap<>();
    for (int i = 1; fields.containsKey(prefix + "Dimensions.member." + i + ".Name"); i++) {
      String dimension = prefix + "Dimensions.member." + i + ".";
      dimensions.put(
          fields.getOrDefault(dimension + "Name", ""),
          fields.getOrDefault(dimension + "Value", ""));
    }
    String value = fields.get(prefix + "Value");
    String time = fields.get(prefix + "Timestamp");
    return new Datum(
        fields.getOrDefault(prefix + "MetricName", ""),
        dimensions,
        time == null ? Instant.now() : Instant.parse(time),
        fields.getOrDefault(prefix + "Unit", ""),
        value == null ? null : Double.valueOf(value),
        value == null ? statistics(fields, prefix + "StatisticValues.") : null);
  }

  private static Statistics statistics(Map<String, String> fields, String prefix) {
    return new Statistics(
        number(fields, prefix + "SampleCount"),
        number(fields, prefix + "Sum"),
        number(fields, prefix + "Minimum"),
        number(fields, prefix + "Maximum"));
  }

  private static double number(Map<String, String> fields, String name) {
    String text = fields.get(name);
    if (text == null) {
      throw new IllegalArgumentException("The parameter " + name + " is required.");
    }
    return Double.parseDouble(text);
  }

  private static Map<String, String> fields(String form) {
    Map<String, String> fields = new TreeMap<>();
    for (String field : form.split("&", -1)) {
      String[] parts = field.split("=", 2);
      fields.put(
          URLDecoder.decode(parts[0], UTF_8),
          parts.length == 2 ? URLDecoder.decode(parts[1], UTF_8) : "");
    }
    return fields;
  }

  private static Response error(String code, String message) {
    return Response.text(
        400,
        "text/xml",
        "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
            .formatted(code, message.replaceAll("[<>&]", "")));
  }
}
