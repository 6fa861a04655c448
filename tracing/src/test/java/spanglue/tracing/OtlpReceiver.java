package spanglue.tracing;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** An OTLP/HTTP receiver that keeps what it is sent. */
public final class OtlpReceiver implements AutoCloseable {
  private final List<ExportTraceServiceRequest> requests = new CopyOnWriteArrayList<>();
  private final List<ExportMetricsServiceRequest> metrics = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Integer> metricsStatuses = new ConcurrentLinkedQueue<>();
  private final Semaphore arrived = new Semaphore(0);
  private final LocalServer server;

  public OtlpReceiver() {
    server =
        new LocalServer(
            "/v1/traces",
            body -> {
              requests.add(ExportTraceServiceRequest.parseFrom(body));
              arrived.release();
              Integer status = statuses.poll();
              return new LocalServer.Answer(status == null ? 200 : status, "");
            });
    server.serving(
        "/v1/metrics",
        body -> {
          metrics.add(ExportMetricsServiceRequest.parseFrom(body));
          Integer status = metricsStatuses.poll();
          return new LocalServer.Answer(status == null ? 200 : status, "");
        });
  }

  /** Answers the next requests with these statuses, then 200; 0 never answers. */
  public OtlpReceiver answering(Integer... next) {
    statuses.addAll(List.of(next));
    return this;
  }

  /** The same for requests with metrics. */
  public OtlpReceiver answeringMetrics(Integer... next) {
    metricsStatuses.addAll(List.of(next));
    return this;
  }

  /** Waits until so many requests with spans have come. */
  public void awaitRequests(int count) {
    try {
      if (!arrived.tryAcquire(count, 30, TimeUnit.SECONDS)) {
        throw new AssertionError("only " + requests.size() + " requests came, not " + count);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public String url() {
    return server.url();
  }

  public List<ExportTraceServiceRequest> requests() {
    return requests;
  }

  /** Requests with metrics. */
  public List<ExportMetricsServiceRequest> metrics() {
    return metrics;
  }

  /** The spans of all requests, in the order of their arrival. */
  public List<Span> spans() {
    return requests.stream().flatMap(request -> spans(request).stream()).toList();
  }

  public static List<Span> spans(ExportTraceServiceRequest request) {
    return request.getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  public Span span(String name) {
    return spans().stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
  }

  /** Attributes of the resource of the first request. */
  public Map<String, Object> resource() {
    return map(requests.get(0).getResourceSpans(0).getResource().getAttributesList());
  }

  public static Map<String, Object> attributes(Span span) {
    return map(span.getAttributesList());
  }

  public static String id(Span span) {
    return HexFormat.of().formatHex(span.getSpanId().toByteArray());
  }

  /** The parent's id; empty for a root. */
  public static String parent(Span span) {
    return HexFormat.of().formatHex(span.getParentSpanId().toByteArray());
  }

  public static String traceId(Span span) {
    return HexFormat.of().formatHex(span.getTraceId().toByteArray());
  }

  public static Map<String, Object> map(List<KeyValue> attributes) {
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
