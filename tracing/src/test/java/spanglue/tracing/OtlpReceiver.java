package spanglue.tracing;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** An OTLP/HTTP receiver that keeps what it is sent. */
final class OtlpReceiver implements AutoCloseable {
  private final List<ExportTraceServiceRequest> requests = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
  private final LocalServer server;

  OtlpReceiver() {
    server =
        new LocalServer(
            "/v1/traces",
            body -> {
              requests.add(ExportTraceServiceRequest.parseFrom(body));
              Integer status = statuses.poll();
              return new LocalServer.Answer(status == null ? 200 : status, "");
            });
  }

  /** Answers the next requests with these statuses, then 200; 0 never answers. */
  OtlpReceiver answering(Integer... next) {
    statuses.addAll(List.of(next));
    return this;
  }

  String url() {
    return server.url();
  }

  List<ExportTraceServiceRequest> requests() {
    return requests;
  }

  /** The spans of all requests, in the order of their arrival. */
  List<Span> spans() {
    return requests.stream().flatMap(request -> spans(request).stream()).toList();
  }

  static List<Span> spans(ExportTraceServiceRequest request) {
    return request.getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  Span span(String name) {
    return spans().stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
  }

  /** Attributes of the resource of the first request. */
  Map<String, Object> resource() {
    return map(requests.get(0).getResourceSpans(0).getResource().getAttributesList());
  }

  static Map<String, Object> attributes(Span span) {
    return map(span.getAttributesList());
  }

  static String id(Span span) {
    return HexFormat.of().formatHex(span.getSpanId().toByteArray());
  }

  /** The parent's id; empty for a root. */
  static String parent(Span span) {
    return HexFormat.of().formatHex(span.getParentSpanId().toByteArray());
  }

  static String traceId(Span span) {
    return HexFormat.of().formatHex(span.getTraceId().toByteArray());
  }

  static Map<String, Object> map(List<KeyValue> attributes) {
    return attributes.stream()
        .collect(Collectors.toMap(KeyValue::getKey, a -> value(a.getValue())));
  }

  private static Object value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case BOOL_VALUE -> value.getBoolValue();
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream().map(OtlpReceiver::value).toList();
      default -> throw new IllegalStateException("unexpected value " + value);
    };
  }

  @Override
  public void close() {
    server.close();
  }
}
