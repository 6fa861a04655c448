package spanglue.tracing.internal.export;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;
import spanglue.tracing.internal.http.DnsResolver;
import spanglue.tracing.internal.segment.SegmentDocument;

/**
 * Sends spans as OTLP over HTTP (protobuf), in requests that the collector hands on to X-Ray as one
 * call each: a call that fails is then one request that failed.
 */
public final class OtlpDelivery implements SpanDelivery {
  /** The most documents that X-Ray takes at once. */
  private static final int SPANS = 50;

  /** Of segment documents; well under what X-Ray takes, as the collector does not cut by bytes. */
  private static final int BYTES = 256 * 1024;

  private static final RequestLimits LIMITS =
      new RequestLimits(SPANS, BYTES, SegmentDocument::size);

  private final FailoverExporter exporter;

  /**
   * @param endpoint base URL; {@code /v1/traces} is added
   * @param timeout the most that one request may take
   * @throws IllegalArgumentException if {@code endpoint} is no HTTP URL
   */
  public OtlpDelivery(String endpoint, Duration timeout) {
    this(endpoint, timeout, new DnsResolver());
  }

  OtlpDelivery(String endpoint, Duration timeout, DnsResolver dns) {
    exporter = new FailoverExporter(endpoint, "/v1/traces", timeout.dividedBy(4), dns);
  }

  @Override
  public RequestLimits limits() {
    return LIMITS;
  }

  @Override
  public ExportResult send(List<SpanData> spans, Duration atMost) {
    return exporter.send(OtlpProtobuf.traces(spans), atMost);
  }

  @Override
  public void warmUp() {
    OtlpHttp.request(URI.create("http://localhost"), OtlpProtobuf.traces(List.of()), null);
    OtlpProtobuf.metrics(List.of());
  }

  @Override
  public void close() {}
}
