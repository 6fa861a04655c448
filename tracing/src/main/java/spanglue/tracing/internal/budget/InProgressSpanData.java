package spanglue.tracing.internal.budget;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import spanglue.tracing.internal.segment.SegmentDocument;

/**
 * A span that goes on, as far as it is known. X-Ray takes it as a segment in progress; for others
 * it ends now.
 */
public final class InProgressSpanData extends DelegatingSpanData {
  private static final int LONGEST_DOCUMENT = 3_000;

  private final long now;

  private InProgressSpanData(SpanData span) {
    super(span);
    Instant time = Instant.now();
    now = TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
  }

  public static SpanData of(SpanData span) {
    Attributes attributes =
        span.getAttributes().toBuilder().put(SegmentDocument.IN_PROGRESS, true).build();
    SpanData marked = ChangedSpanData.with(span, attributes, List.of());
    return SpanCut.to(new InProgressSpanData(marked), LONGEST_DOCUMENT);
  }

  @Override
  public long getEndEpochNanos() {
    return now;
  }

  @Override
  public boolean hasEnded() {
    return true;
  }
}
