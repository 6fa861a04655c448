package spanglue.tracing.internal.export;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import spanglue.tracing.internal.http.HostAddresses;
import spanglue.tracing.internal.http.JdkSender;
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

  private final OtlpEndpoint<OtlpHttpSpanExporter> receiver;

  /**
   * @param endpoint base URL; {@code /v1/traces} is added
   * @param timeout the most that one request may take
   * @throws IllegalArgumentException if {@code endpoint} is no HTTP URL
   */
  public OtlpDelivery(String endpoint, Duration timeout) {
    this(endpoint, timeout, new HostAddresses());
  }

  OtlpDelivery(String endpoint, Duration timeout, HostAddresses dns) {
    receiver = new OtlpEndpoint<>(endpoint, "/v1/traces", dns, url -> exporter(url, timeout));
  }

  @Override
  public RequestLimits limits() {
    return LIMITS;
  }

  @Override
  public Outcome send(List<SpanData> spans, Duration atMost) {
    return receiver.send(exporter -> exporter.export(spans), atMost);
  }

  @Override
  public void close() {
    receiver.close(OtlpHttpSpanExporter::shutdown);
  }

  static OtlpHttpSpanExporter exporter(String url, Duration timeout) {
    return OtlpHttpSpanExporter.builder()
        .setComponentLoader(new JdkSender())
        .setEndpoint(url)
        .setTimeout(timeout)
        // An address where nobody is any more does not even refuse.
        .setConnectTimeout(timeout.dividedBy(4))
        .setRetryPolicy(null)
        .setMemoryMode(MemoryMode.IMMUTABLE_DATA)
        .build();
  }
}
