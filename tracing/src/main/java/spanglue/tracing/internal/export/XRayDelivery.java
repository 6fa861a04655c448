package spanglue.tracing.internal.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.jr.ob.JSON;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import spanglue.tracing.internal.aws.AwsError;
import spanglue.tracing.internal.http.Endpoint;
import spanglue.tracing.internal.segment.SegmentDocument;

/**
 * Sends spans to X-Ray itself, as segment documents, by {@code PutTraceSegments}: the same that the
 * collector would make of them. X-Ray may take a request and yet not all of its documents, and says
 * which and why.
 */
public final class XRayDelivery implements SpanDelivery {
  /** As the collector and AWS's own daemon send them; X-Ray names no number. */
  private static final int DOCUMENTS = 50;

  private static final int BYTES = 256 * 1024;

  private static final RequestLimits LIMITS =
      new RequestLimits(DOCUMENTS, BYTES, SegmentDocument::documentSize);

  private final SignedPost post;

  /**
   * @param endpoint of X-Ray
   * @param timeout the most that one request may take
   * @throws IllegalArgumentException if the endpoint's is no HTTP URL
   */
  public XRayDelivery(Endpoint endpoint, Duration timeout) {
    post =
        new SignedPost(
            endpoint,
            "/TraceSegments",
            Map.of("Content-Type", "application/json"),
            "xray:PutTraceSegments",
            timeout.dividedBy(4));
  }

  @Override
  public RequestLimits limits() {
    return LIMITS;
  }

  @Override
  public ExportResult send(List<SpanData> spans, Duration atMost) {
    return post.send(body(spans), atMost, answer -> result(answer, spans));
  }

  @Override
  public void warmUp() {
    body(List.of());
    post.warmUp();
  }

  @Override
  public void close() {}

  private static byte[] body(List<SpanData> spans) {
    List<String> documents = spans.stream().map(SegmentDocument::json).toList();
    try {
      return JSON.std.asString(Map.of("TraceSegmentDocuments", documents)).getBytes(UTF_8);
    } catch (IOException notInMemory) {
      throw new UncheckedIOException(notInMemory);
    }
  }

  private static ExportResult result(String answer, List<SpanData> spans) {
    Map<String, SpanData> byId = new HashMap<>();
    spans.forEach(span -> byId.put(span.getSpanId(), span));
    List<Unprocessed> unprocessed = new ArrayList<>();
    String first = "";
    for (Object entry : unprocessedSegments(answer)) {
      if (entry instanceof Map<?, ?> fields && unprocessed.size() < spans.size()) {
        String given = text(fields, "ErrorCode").replaceAll("[^A-Za-z0-9._]", "");
        String code = given.isEmpty() ? "unprocessed" : given;
        // Each span once: what names none of them, or one twice, is counted, and not sent again.
        SpanData span = byId.remove(text(fields, "Id"));
        unprocessed.add(new Unprocessed(span, code, span != null && AwsError.isForNow(code)));
        if (first.isEmpty()) {
          first = code + " (" + AwsError.safe(text(fields, "Message")) + ")";
        }
      }
    }
    return unprocessed.isEmpty()
        ? ExportResult.SENT
        : ExportResult.partly(
            unprocessed,
            "X-Ray did not take %d of %d segments: %s"
                .formatted(unprocessed.size(), spans.size(), first));
  }

  /** None where the answer can't be read: X-Ray said 200 all the same. */
  private static Collection<?> unprocessedSegments(String answer) {
    try {
      Map<String, Object> fields = answer.isBlank() ? Map.of() : JSON.std.mapFrom(answer);
      return fields != null && fields.get("UnprocessedTraceSegments") instanceof Collection<?> some
          ? some
          : List.of();
    } catch (IOException noJson) {
      return List.of();
    }
  }

  private static String text(Map<?, ?> fields, String key) {
    return fields.get(key) instanceof String text ? text : "";
  }
}
