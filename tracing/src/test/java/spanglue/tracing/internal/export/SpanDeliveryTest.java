package spanglue.tracing.internal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.tracing.TestSpans.spans;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.Test;
import spanglue.tracing.internal.export.SpanDelivery.RequestLimits;
import spanglue.tracing.internal.segment.SegmentDocument;

class SpanDeliveryTest {
  /** What the collector sends to X-Ray in one call must stay well under its most, 64 KB a span. */
  private static final int OTLP_BYTES = 256 * 1024;

  @Test
  void aRequestIsCutByCountAndByBytesWhicheverIsReachedFirst() {
    RequestLimits limits =
        new RequestLimits(3, 10, span -> span.getName().equals("span 2") ? 9 : 1);

    assertThat(limits.batches(spans(7)))
        .extracting(request -> request.stream().map(SpanData::getName).toList())
        .containsExactly(
            List.of("span 0", "span 1"),
            List.of("span 2", "span 3"),
            List.of("span 4", "span 5", "span 6"));
  }

  @Test
  void aSpanThatIsTooLargeAloneMakesARequestOfItsOwn() {
    RequestLimits limits = new RequestLimits(50, 5, span -> 6);

    assertThat(limits.batches(spans(2))).hasSize(2);
    assertThat(limits.batches(List.of())).isEmpty();
  }

  @Test
  void requestsToTheCollectorStayWellUnderWhatXRayTakes() {
    RequestLimits limits = OtlpDelivery.OF_XRAY;
    List<SpanData> large = spans(60, Attributes.builder().put("text", "x".repeat(20_000)).build());

    assertThat(limits.batches(large))
        .hasSizeGreaterThan(4)
        .allSatisfy(
            request ->
                assertThat(request.stream().mapToInt(SegmentDocument::size).sum())
                    .isLessThanOrEqualTo(OTLP_BYTES));
    assertThat(limits.batches(spans(120))).extracting(List::size).containsExactly(50, 50, 20);
  }
}
