package spanglue.cli.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import spanglue.cli.process.Json;
import spanglue.tracing.vocabulary.ResourceAttribute;
import zipkin2.Endpoint;
import zipkin2.Span;

/**
 * OTLP spans as Zipkin's, as the OpenTelemetry specification maps them. Beyond it, a name that
 * Zipkin keeps in lower case is a tag as it is, and a state's call names the job that it calls: a
 * job that died before it told anything is in the graph of dependencies, too.
 */
final class ZipkinSpans {
  private static final String STATUS_CODE = "otel.status_code";
  private static final String ERROR = "error";

  private ZipkinSpans() {}

  static List<Span> of(ExportTraceServiceRequest request) {
    List<Span> spans = new ArrayList<>();
    for (ResourceSpans resource : request.getResourceSpansList()) {
      Endpoint service =
          Endpoint.newBuilder()
              .serviceName(
                  value(
                      resource.getResource().getAttributesList(),
                      ResourceAttribute.SERVICE_NAME.key()))
              .build();
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        scope.getSpansList().forEach(span -> spans.add(of(span, service)));
      }
    }
    return spans;
  }

  private static Span of(io.opentelemetry.proto.trace.v1.Span otlp, Endpoint service) {
    long start = micros(otlp.getStartTimeUnixNano());
    Span.Builder span =
        Span.newBuilder()
            .traceId(hex(otlp.getTraceId()))
            .id(hex(otlp.getSpanId()))
            .parentId(otlp.getParentSpanId().isEmpty() ? null : hex(otlp.getParentSpanId()))
            .name(otlp.getName())
            .kind(kind(otlp.getKind()))
            .localEndpoint(service)
            .timestamp(start)
            // Zipkin takes 0 for unknown.
            .duration(Math.max(1, micros(otlp.getEndTimeUnixNano()) - start));
    String called = called(otlp.getAttributesList());
    if (called != null) {
      span.remoteEndpoint(Endpoint.newBuilder().serviceName(called).build());
    }
    if (!otlp.getName().equals(otlp.getName().toLowerCase(Locale.ROOT))) {
      span.putTag(LocalAttribute.SPAN_NAME.key(), otlp.getName());
    }
    otlp.getAttributesList().forEach(tag -> span.putTag(tag.getKey(), text(tag.getValue())));
    otlp.getEventsList()
        .forEach(event -> span.addAnnotation(micros(event.getTimeUnixNano()), annotation(event)));
    if (otlp.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR) {
      span.putTag(STATUS_CODE, "ERROR");
      span.putTag(ERROR, otlp.getStatus().getMessage());
    }
    return span.build();
  }

  private static @Nullable String called(List<KeyValue> attributes) {
    String peer = value(attributes, ReceivedAttributes.PEER_SERVICE);
    return peer == null ? value(attributes, LocalAttribute.JOB_NAME.key()) : peer;
  }

  /** Zipkin has no attributes of events: they stand in the text. */
  private static String annotation(io.opentelemetry.proto.trace.v1.Span.Event event) {
    if (event.getAttributesCount() == 0) {
      return event.getName();
    }
    ObjectNode attributes = Json.object();
    event.getAttributesList().forEach(of -> attributes.put(of.getKey(), text(of.getValue())));
    return '"' + event.getName() + "\": " + Json.write(attributes);
  }

  private static Span.@Nullable Kind kind(SpanKind kind) {
    return switch (kind) {
      case SPAN_KIND_CLIENT -> Span.Kind.CLIENT;
      case SPAN_KIND_SERVER -> Span.Kind.SERVER;
      case SPAN_KIND_PRODUCER -> Span.Kind.PRODUCER;
      case SPAN_KIND_CONSUMER -> Span.Kind.CONSUMER;
      case SPAN_KIND_INTERNAL, SPAN_KIND_UNSPECIFIED, UNRECOGNIZED -> null;
    };
  }

  private static @Nullable String value(List<KeyValue> attributes, String key) {
    return attributes.stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(attribute -> text(attribute.getValue()))
        .findFirst()
        .orElse(null);
  }

  private static String text(AnyValue value) {
    JsonNode json = json(value);
    return json.isValueNode() ? json.asText() : Json.write(json);
  }

  private static JsonNode json(AnyValue value) {
    return switch (value.getValueCase()) {
      case BOOL_VALUE -> BooleanNode.valueOf(value.getBoolValue());
      case INT_VALUE -> LongNode.valueOf(value.getIntValue());
      case DOUBLE_VALUE -> DoubleNode.valueOf(value.getDoubleValue());
      case ARRAY_VALUE -> {
        ArrayNode values = Json.array();
        value.getArrayValue().getValuesList().forEach(element -> values.add(json(element)));
        yield values;
      }
      case STRING_VALUE -> TextNode.valueOf(value.getStringValue());
      default -> TextNode.valueOf(OtlpJson.of(value));
    };
  }

  private static long micros(long nanos) {
    return nanos / 1000;
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }
}
