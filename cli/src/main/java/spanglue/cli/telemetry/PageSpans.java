package spanglue.cli.telemetry;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spanglue.report.page.PageData;
import spanglue.tracing.vocabulary.ResourceAttribute;

/** OTLP spans as a page draws them. */
public final class PageSpans {
  private PageSpans() {}

  /** The spans of a trace's requests; of one that came twice the last is right. */
  public static List<PageData.Span> of(List<ExportTraceServiceRequest> trace) {
    Map<String, PageData.Span> spans = new LinkedHashMap<>();
    for (ExportTraceServiceRequest request : trace) {
      for (ResourceSpans resource : request.getResourceSpansList()) {
        Object service =
            attributes(resource.getResource().getAttributesList())
                .getOrDefault(ResourceAttribute.SERVICE_NAME.key(), "");
        for (ScopeSpans scope : resource.getScopeSpansList()) {
          scope.getSpansList().stream()
              .map(span -> of(span, String.valueOf(service)))
              .forEach(span -> spans.put(span.id(), span));
        }
      }
    }
    return new ArrayList<>(spans.values());
  }

  private static PageData.Span of(Span span, String service) {
    Map<String, Object> attributes = attributes(span.getAttributesList());
    String message = span.getStatus().getMessage();
    if (!message.isEmpty()) {
      attributes.put("status message", message);
    }
    return new PageData.Span(
        hex(span.getSpanId().toByteArray()),
        span.getParentSpanId().isEmpty() ? null : hex(span.getParentSpanId().toByteArray()),
        span.getName(),
        service,
        span.getStartTimeUnixNano() / 1e6,
        span.getEndTimeUnixNano() / 1e6,
        span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR
            ? PageData.Status.FAILED
            : PageData.Status.SUCCEEDED,
        false,
        attributes);
  }

  private static Map<String, Object> attributes(List<KeyValue> attributes) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (KeyValue attribute : attributes) {
      Object value = value(attribute.getValue());
      if (value != null) {
        values.put(attribute.getKey(), value);
      }
    }
    return values;
  }

  private static @Nullable Object value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream().map(PageSpans::value).toList();
      case VALUE_NOT_SET -> null;
      default -> OtlpJson.of(value);
    };
  }

  private static String hex(byte[] id) {
    return HexFormat.of().formatHex(id);
  }
}
