package spanglue.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import spanglue.cli.process.Json;

/** The metrics of a run as the local run keeps them, and those that the stack draws. */
final class MetricsFile {
  private static final Pattern DRAWN = Pattern.compile("\\[\"Spanglue\",\"([^\\]{]*)\",\\{");

  private MetricsFile() {}

  /** A metric with its dimensions, which are what CloudWatch knows it by. */
  record Series(String name, Map<String, String> dimensions) {}

  /** The sum of each. */
  static Map<Series, Double> sums(Path file) throws IOException {
    Map<Series, Double> sums = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      for (JsonNode metrics : Json.read(line).findValues("metrics")) {
        for (JsonNode metric : metrics) {
          for (JsonNode point : metric.findValue("dataPoints")) {
            sums.merge(series(metric, point), sum(point), Double::sum);
          }
        }
      }
    }
    return sums;
  }

  /** What a template's dashboard draws of our namespace. */
  static Set<Series> drawn(String template) {
    Set<Series> drawn = new HashSet<>();
    Matcher metrics = DRAWN.matcher(template.replace("\\\"", "\""));
    while (metrics.find()) {
      String[] texts = metrics.group(1).split("\",\"", -1);
      Map<String, String> dimensions = new HashMap<>();
      for (int i = 1; i + 1 < texts.length; i += 2) {
        dimensions.put(texts[i], texts[i + 1]);
      }
      drawn.add(new Series(texts[0], dimensions));
    }
    return drawn;
  }

  private static Series series(JsonNode metric, JsonNode point) {
    Map<String, String> dimensions = new HashMap<>();
    for (JsonNode attribute : point.path("attributes")) {
      dimensions.put(attribute.path("key").asText(), attribute.at("/value/stringValue").asText());
    }
    return new Series(metric.path("name").asText(), dimensions);
  }

  /** Of a sum, or of a histogram. */
  private static double sum(JsonNode point) {
    for (String key : new String[] {"asInt", "asDouble", "sum"}) {
      if (point.has(key)) {
        return point.get(key).asDouble();
      }
    }
    throw new AssertionError("a point without a value: " + point);
  }
}
