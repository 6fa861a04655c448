package spanglue.cli.telemetry;

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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.vocabulary.ResourceAttribute;
import zipkin2.Endpoint;
import zipkin2.Span;

/** OTLP spans as Zipkin's, as the OpenTelemetry specification maps them. */
final class ZipkinSpans {
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
    String peer = value(otlp.getAttributesList(), ReceivedAttributes.PEER_SERVICE);
    if (peer != null) {
      span.remoteEndpoint(Endpoint.newBuilder().serviceName(peer).build());
    }
    otlp.getAttributesList().forEach(tag -> span.putTag(tag.getKey(), text(tag.getValue())));
    otlp.getEventsList()
        .forEach(event -> span.addAnnotation(micros(event.getTimeUnixNano()), event.getName()));
    if (otlp.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR) {
      span.putTag("error", otlp.getStatus().getMessage());
    }
    return span.build();
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
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream()
              .map(ZipkinSpans::text)
              .collect(Collectors.joining(","));
      default -> OtlpJson.of(value);
    };
  }

  private static long micros(long nanos) {
    return nanos / 1000;
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }
}
