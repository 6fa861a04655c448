package spanglue.cli.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import spanglue.cli.process.Json;
import spanglue.tracing.vocabulary.ResourceAttribute;

/**
 * Spans of OTLP's JSON: of a request, as a local run keeps them, and of single spans, as
 * Transaction Search keeps them, whose attributes are an object.
 */
public final class OtlpSpanJson {
  private static final int ERROR = 2;

  private OtlpSpanJson() {}

  /** The spans of one ExportTraceServiceRequest. */
  public static List<TraceSpan> ofRequest(JsonNode request) {
    List<TraceSpan> spans = new ArrayList<>();
    for (JsonNode resource : request.path("resourceSpans")) {
      ObjectNode of = attributes(resource.at("/resource/attributes"));
      for (JsonNode scope : resource.path("scopeSpans")) {
        scope.path("spans").forEach(span -> spans.add(span(span, of)));
      }
    }
    return spans;
  }

  /** A span that stands by itself, with its resource in it. */
  public static TraceSpan ofSpan(JsonNode span) {
    return span(span, attributes(span.at("/resource/attributes")));
  }

  private static TraceSpan span(JsonNode span, ObjectNode resource) {
    String parent = span.path("parentSpanId").asText("");
    return new TraceSpan(
        span.path("spanId").asText(),
        parent.isEmpty() ? null : parent,
        span.path("name").asText(),
        resource.path(ResourceAttribute.SERVICE_NAME.key()).asText(""),
        span.path("startTimeUnixNano").asLong(),
        span.has("endTimeUnixNano") ? span.path("endTimeUnixNano").asLong() : null,
        failure(span.path("status")),
        attributes(span.path("attributes")));
  }

  private static @Nullable String failure(JsonNode status) {
    JsonNode code = status.path("code");
    boolean failed = code.asInt() == ERROR || code.asText().endsWith("ERROR");
    return failed ? status.path("message").asText("") : null;
  }

  /** Keys and plain values, of a list as OTLP has it, or of an object. */
  private static ObjectNode attributes(JsonNode given) {
    ObjectNode attributes = Json.object();
    if (given.isObject()) {
      given.forEachEntry(attributes::set);
    }
    for (JsonNode attribute : given.isArray() ? given : Json.array()) {
      attributes.set(attribute.path("key").asText(), value(attribute.path("value")));
    }
    return attributes;
  }

  private static JsonNode value(JsonNode value) {
    if (value.has("intValue")) {
      return Json.object().put("value", value.path("intValue").asLong()).path("value");
    }
    if (value.has("arrayValue")) {
      ArrayNode values = Json.array();
      value.at("/arrayValue/values").forEach(element -> values.add(value(element)));
      return values;
    }
    return value.isEmpty() ? value : value.elements().next();
  }
}
