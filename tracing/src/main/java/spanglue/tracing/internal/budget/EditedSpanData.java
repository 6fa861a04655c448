package spanglue.tracing.internal.budget;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.spi.FinishedSpan.Importance;

/**
 * A span that says something else than it recorded: other attributes or events, the parent that
 * became known after its start, an end that it has not reached, its {@link Importance}.
 */
public final class EditedSpanData extends DelegatingSpanData {
  /** Tells low importance until the span ends; never sent. */
  private static final AttributeKey<Boolean> LOW = AttributeKey.booleanKey("low");

  private final SpanData recorded;
  private final Attributes attributes;
  private final List<EventData> events;
  private final SpanContext parent;
  private final @Nullable Instant now;
  private final boolean low;

  private EditedSpanData(
      SpanData recorded,
      Attributes attributes,
      List<EventData> events,
      SpanContext parent,
      @Nullable Instant now,
      boolean low) {
    super(recorded);
    this.recorded = recorded;
    this.attributes = attributes;
    this.events = events;
    this.parent = parent;
    this.now = now;
    this.low = low;
  }

  static EditedSpanData of(SpanData span) {
    return span instanceof EditedSpanData edited
        ? edited
        : new EditedSpanData(
            span, span.getAttributes(), span.getEvents(), span.getParentSpanContext(), null, false);
  }

  /** Makes {@code span}, which has not ended, one of {@link Importance#LOW}. */
  public static void markLow(Span span) {
    span.setAttribute(LOW, true);
  }

  /** A span as it ended, without the mark of {@link #markLow} but of that importance. */
  public static SpanData ended(SpanData span) {
    if (span.getAttributes().get(LOW) == null) {
      return span;
    }
    Attributes others = span.getAttributes().toBuilder().remove(LOW).build();
    return new EditedSpanData(
        span, others, span.getEvents(), span.getParentSpanContext(), null, true);
  }

  /** Whether it is of {@link Importance#LOW}. */
  static boolean isLow(SpanData span) {
    return span instanceof EditedSpanData edited && edited.low;
  }

  /** A root under the parent that became known after its start; as it is where that is null. */
  static SpanData under(@Nullable String parentId, SpanData root) {
    return parentId == null
        ? root
        : of(root)
            .withParent(
                SpanContext.createFromRemoteParent(
                    root.getTraceId(), parentId, TraceFlags.getSampled(), TraceState.getDefault()));
  }

  EditedSpanData withAttributes(Attributes others) {
    return new EditedSpanData(recorded, others, events, parent, now, low);
  }

  EditedSpanData withEvents(List<EventData> others) {
    return new EditedSpanData(recorded, attributes, others, parent, now, low);
  }

  EditedSpanData withParent(SpanContext other) {
    return new EditedSpanData(recorded, attributes, events, other, now, low);
  }

  /** As one that ends now; X-Ray is told by an attribute that it goes on. */
  EditedSpanData inProgress() {
    return new EditedSpanData(recorded, attributes, events, parent, Instant.now(), low);
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  /** No more than it has: an exporter would call the difference dropped. */
  @Override
  public int getTotalAttributeCount() {
    return attributes.size();
  }

  @Override
  public List<EventData> getEvents() {
    return events;
  }

  @Override
  public int getTotalRecordedEvents() {
    return events.size();
  }

  @Override
  public SpanContext getParentSpanContext() {
    return parent;
  }

  @Override
  public long getEndEpochNanos() {
    return now == null
        ? super.getEndEpochNanos()
        : TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  @Override
  public boolean hasEnded() {
    return now != null || super.hasEnded();
  }
}
