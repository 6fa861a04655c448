package spanglue.tracing.internal.export;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import spanglue.tracing.internal.http.Endpoint;

/**
 * Sends spans to X-Ray's own OTLP endpoint, which makes log events of them. It takes spans only in
 * an account that has Transaction Search switched on.
 */
public final class XRayOtlpDelivery implements SpanDelivery {
  private static final String SWITCH_ON =
      "; X-Ray takes OTLP only where CloudWatch Transaction Search is on in the account and region:"
          + " switch it on (aws xray update-trace-segment-destination --destination CloudWatchLogs),"
          + " or use traces=direct";

  /** Well under the 10,000 spans and 5 MB that the endpoint was read to take. */
  private static final RequestLimits LIMITS =
      new RequestLimits(1_000, 1024 * 1024, span -> OtlpProtobuf.size(List.of(span)));

  private final SignedPost post;

  /**
   * @param endpoint base URL; {@code /v1/traces} is added
   * @param timeout the most that one request may take
   * @throws IllegalArgumentException if the endpoint's is no HTTP URL
   */
  public XRayOtlpDelivery(Endpoint endpoint, Duration timeout) {
    post =
        new SignedPost(
            endpoint,
            "/v1/traces",
            Map.of("Content-Type", "application/x-protobuf"),
            "xray:PutSpans and xray:PutSpansForIndexing",
            timeout.dividedBy(4));
  }

  @Override
  public RequestLimits limits() {
    return LIMITS;
  }

  @Override
  public ExportResult send(List<SpanData> spans, Duration atMost) {
    ExportResult result =
        post.send(OtlpProtobuf.traces(spans), atMost, answer -> ExportResult.SENT);
    return result.reason().equals("http_400") && !result.retryable()
        ? result.told(result.detail() + SWITCH_ON)
        : result;
  }

  @Override
  public void warmUp() {
    OtlpProtobuf.traces(List.of());
    post.warmUp();
  }

  @Override
  public void close() {}
}
