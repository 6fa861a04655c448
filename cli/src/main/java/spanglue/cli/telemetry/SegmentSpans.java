package spanglue.cli.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import spanglue.tracing.vocabulary.TraceAttribute;

/**
 * X-Ray's segment documents as the OTLP spans that they were made of, as far as they tell. A
 * segment goes by its service, so that its span's own name is not in it; a subsegment's service is
 * not in it.
 */
public final class SegmentSpans {
  /** What a segment of a job is called among its spans. */
  private static final String JOB = "Glue Job Execution";

  private static final String RESOURCE = "otel.resource.";

  private SegmentSpans() {}

  /** Those that have ended: one in progress is sent again when it has. */
  public static ExportTraceServiceRequest of(List<JsonNode> documents) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    documents.stream()
        .filter(document -> !document.path("in_progress").asBoolean())
        .map(SegmentSpans::of)
        .forEach(request::addResourceSpans);
    return request.build();
  }

  private static ResourceSpans of(JsonNode document) {
    Resource.Builder resource = Resource.newBuilder();
    boolean isSegment = !document.path("type").asText().equals("subsegment");
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(bytes(document.path("trace_id").asText().substring(1).replace("-", "")))
            .setSpanId(bytes(document.path("id").asText()))
            .setName(isSegment ? JOB : document.path("name").asText())
            .setKind(kind(document, isSegment))
            .setStartTimeUnixNano(nanos(document.path("start_time")))
            .setEndTimeUnixNano(nanos(document.path("end_time")));
    if (document.has("parent_id")) {
      span.setParentSpanId(bytes(document.path("parent_id").asText()));
    }
    document
        .path("annotations")
        .forEachEntry((key, value) -> span.addAttributes(attribute(key, value)));
    document
        .at("/metadata/default")
        .forEachEntry(
            (key, value) -> {
              if (key.startsWith(RESOURCE)) {
                resource.addAttributes(attribute(key.substring(RESOURCE.length()), value));
              } else {
                span.addAttributes(attribute(key, value));
              }
            });
    if (document.path("fault").asBoolean()) {
      addFailure(span, document.at("/cause/exceptions/0"));
    }
    return ResourceSpans.newBuilder()
        .setResource(resource)
        .addScopeSpans(ScopeSpans.newBuilder().addSpans(span))
        .build();
  }

  private static SpanKind kind(JsonNode document, boolean isSegment) {
    if (isSegment) {
      return SpanKind.SPAN_KIND_SERVER;
    }
    return document.has("namespace") ? SpanKind.SPAN_KIND_CLIENT : SpanKind.SPAN_KIND_INTERNAL;
  }

  /** The exception that was thrown; the documents of its causes are behind it. */
  private static void addFailure(Span.Builder span, JsonNode exception) {
    String message = exception.path("message").asText();
    span.setStatus(
        Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).setMessage(message));
    if (exception.isObject()) {
      span.addEvents(
          Span.Event.newBuilder()
              .setName("exception")
              .setTimeUnixNano(span.getEndTimeUnixNano())
              .addAttributes(attribute(TraceAttribute.EXCEPTION_TYPE.key(), exception.path("type")))
              .addAttributes(
                  attribute(TraceAttribute.EXCEPTION_MESSAGE.key(), exception.path("message"))));
    }
  }

  private static KeyValue attribute(String key, JsonNode value) {
    return KeyValue.newBuilder().setKey(key).setValue(value(value)).build();
  }

  private static AnyValue value(JsonNode value) {
    AnyValue.Builder any = AnyValue.newBuilder();
    if (value.isBoolean()) {
      return any.setBoolValue(value.asBoolean()).build();
    }
    if (value.isIntegralNumber()) {
      return any.setIntValue(value.asLong()).build();
    }
    if (value.isNumber()) {
      return any.setDoubleValue(value.asDouble()).build();
    }
    if (value.isArray()) {
      ArrayValue.Builder values = ArrayValue.newBuilder();
      value.forEach(element -> values.addValues(value(element)));
      return any.setArrayValue(values).build();
    }
    return any.setStringValue(value.asText()).build();
  }

  /** Of seconds, whose fraction a double has to the microsecond. */
  private static long nanos(JsonNode seconds) {
    return new BigDecimal(seconds.asText()).movePointRight(9).longValue();
  }

  private static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }
}
