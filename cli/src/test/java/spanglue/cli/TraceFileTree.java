package spanglue.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import spanglue.cli.process.Json;

/** A {@code trace.jsonl} as the tree that it describes. */
public final class TraceFileTree {
  private final Map<String, JsonNode> byId = new HashMap<>();
  private final Map<String, String> services = new HashMap<>();
  private final List<JsonNode> spans = new ArrayList<>();

  public static TraceFileTree read(Path file) throws IOException {
    var tree = new TraceFileTree();
    for (String line : Files.readAllLines(file)) {
      Json.read(line).path("resourceSpans").forEach(tree::add);
    }
    return tree;
  }

  private void add(JsonNode resource) {
    String service = attribute(resource.path("resource"), "service.name");
    for (JsonNode scope : resource.path("scopeSpans")) {
      for (JsonNode span : scope.path("spans")) {
        spans.add(span);
        byId.put(span.path("spanId").asText(), span);
        services.put(span.path("spanId").asText(), service);
      }
    }
  }

  public List<JsonNode> spans() {
    return List.copyOf(spans);
  }

  public Set<String> traceIds() {
    var ids = new TreeSet<String>();
    spans.forEach(span -> ids.add(span.path("traceId").asText()));
    return ids;
  }

  List<JsonNode> roots() {
    return spans.stream().filter(span -> !span.has("parentSpanId")).toList();
  }

  /** Spans whose parent is named but not there. */
  List<JsonNode> orphans() {
    return spans.stream()
        .filter(span -> span.has("parentSpanId"))
        .filter(span -> !byId.containsKey(span.path("parentSpanId").asText()))
        .toList();
  }

  List<JsonNode> named(String name) {
    return spans.stream().filter(span -> span.path("name").asText().equals(name)).toList();
  }

  String service(JsonNode span) {
    return services.getOrDefault(span.path("spanId").asText(), "");
  }

  List<JsonNode> children(JsonNode parent) {
    return spans.stream()
        .filter(span -> span.path("parentSpanId").asText().equals(parent.path("spanId").asText()))
        .toList();
  }

  /** The names from the root down to a span. */
  List<String> path(JsonNode span) {
    List<String> names = new ArrayList<>();
    for (JsonNode at = span; at != null; at = byId.get(at.path("parentSpanId").asText())) {
      names.add(0, at.path("name").asText());
    }
    return names;
  }

  static String attribute(JsonNode holder, String key) {
    for (JsonNode attribute : holder.path("attributes")) {
      if (attribute.path("key").asText().equals(key)) {
        return attribute.path("value").elements().next().asText();
      }
    }
    return "";
  }

  static boolean isError(JsonNode span) {
    return span.path("status").path("code").asInt() == 2;
  }
}
