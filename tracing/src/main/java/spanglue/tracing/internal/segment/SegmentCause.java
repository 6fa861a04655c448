package spanglue.tracing.internal.segment;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether a segment failed, and the exceptions that say why. */
final class SegmentCause {
  private SegmentCause() {}

  static void put(
      SegmentFields document,
      SpanData span,
      Map<String, Object> attributes,
      Map<String, Object> resource) {
    long http = httpStatus(attributes);
    boolean failed = span.getStatus().getStatusCode() == StatusCode.ERROR;
    document.put("fault", http >= 500 || (http < 400 && failed));
    document.put("error", http >= 400 && http < 500);
    document.put("throttle", http == 429);

    List<Map<String, Object>> exceptions = new ArrayList<>();
    for (EventData event : span.getEvents()) {
      if (event.getName().equals("exception")) {
        exceptions.addAll(exceptions(span, event, resource));
      }
    }
    if (exceptions.isEmpty() && failed) {
      Object statusText = attributes.remove("http.status_text");
      String description = span.getStatus().getDescription();
      Object message = description.isEmpty() ? statusText : description;
      if (message != null && !message.equals("")) {
        exceptions.add(new SegmentException("", message.toString()).fields(null));
      }
    }
    document.put("cause", exceptions.isEmpty() ? null : Map.of("exceptions", exceptions));
  }

  /** Of an HTTP call; 0 where the status of the span decides. */
  private static long httpStatus(Map<String, Object> attributes) {
    Object status =
        attributes.getOrDefault("http.status_code", attributes.get("http.response.status_code"));
    return (status instanceof Long code && code >= 400 && code < 600) ? code : 0;
  }

  /** The exception and the chain of its causes. */
  private static List<Map<String, Object>> exceptions(
      SpanData span, EventData event, Map<String, Object> resource) {
    boolean remote = span.getKind() == SpanKind.CLIENT || span.getKind() == SpanKind.PRODUCER;
    boolean java = "java".equals(resource.get("telemetry.sdk.language"));
    SegmentException first =
        new SegmentException(text(event, "exception.type"), text(event, "exception.message"));
    return (java ? first.withStack(text(event, "exception.stacktrace")) : List.of(first))
        .stream().map(exception -> exception.fields(remote)).toList();
  }

  private static String text(EventData event, String key) {
    String text = event.getAttributes().get(AttributeKey.stringKey(key));
    return text == null ? "" : text;
  }
}
