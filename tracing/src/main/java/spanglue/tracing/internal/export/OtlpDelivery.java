package spanglue.tracing.internal.export;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;
import spanglue.tracing.internal.http.DnsResolver;
import spanglue.tracing.internal.segment.SegmentDocument;

/**
 * Sends spans as OTLP over HTTP (protobuf). Requests to a collector that hands on to X-Ray are such
 * that it makes one call of each: a call that fails is then one request that failed.
 */
public final class OtlpDelivery implements SpanDelivery {
  /** The most documents that X-Ray takes at once. */
  private static final int SPANS = 50;

  /** Of segment documents; well under what X-Ray takes, as the collector does not cut by bytes. */
  private static final int BYTES = 256 * 1024;

  /** Of a collector before X-Ray. */
  static final RequestLimits OF_XRAY = new RequestLimits(SPANS, BYTES, SegmentDocument::size);

  /** As other exporters send to any receiver; the bytes are well under what they take. */
  static final RequestLimits OF_ANY =
      new RequestLimits(512, 1024 * 1024, span -> OtlpProtobuf.size(List.of(span)));

  private final FailoverExporter exporter;
  private final RequestLimits limits;
  private final UnaryOperator<SpanData> fitting;

  /**
   * @param endpoint {@code /v1/traces} is added to a base URL
   * @param fitting makes of each span what the receiver takes of it
   * @param timeout the most that one request may take
   * @throws IllegalArgumentException if {@code endpoint} is no HTTP URL
   */
  public OtlpDelivery(
      OtlpEndpoint endpoint,
      RequestLimits limits,
      UnaryOperator<SpanData> fitting,
      Duration timeout) {
    this(endpoint, limits, fitting, timeout, new DnsResolver());
  }

  OtlpDelivery(
      OtlpEndpoint endpoint,
      RequestLimits limits,
      UnaryOperator<SpanData> fitting,
      Duration timeout,
      DnsResolver dns) {
    this.limits = limits;
    this.fitting = fitting;
    exporter = new FailoverExporter(endpoint, "/v1/traces", timeout.dividedBy(4), dns);
  }

  @Override
  public RequestLimits limits() {
    return limits;
  }

  @Override
  public ExportResult send(List<SpanData> spans, Duration atMost) {
    return exporter.send(OtlpProtobuf.traces(spans.stream().map(fitting).toList()), atMost);
  }

  @Override
  public void warmUp() {
    OtlpHttp.plain(URI.create("http://localhost"), OtlpProtobuf.traces(List.of())).build();
    OtlpProtobuf.metrics(List.of());
  }

  @Override
  public void close() {}
}
