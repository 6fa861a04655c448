package spanglue.tracing.internal.budget;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;

/** A span of {@link Importance#LOW}. */
public final class LowSpanData extends DelegatingSpanData {
  /** Tells it until the span ends; never sent. */
  private static final AttributeKey<Boolean> LOW = AttributeKey.booleanKey("spanglue.low");

  private final Attributes attributes;

  private LowSpanData(SpanData span) {
    super(span);
    this.attributes = span.getAttributes().toBuilder().remove(LOW).build();
  }

  public static void mark(Span span) {
    span.setAttribute(LOW, true);
  }

  /** {@code span}, as one of low importance where it is marked so. */
  public static SpanData ifMarked(SpanData span) {
    return span.getAttributes().get(LOW) == null ? span : new LowSpanData(span);
  }

  /** Also where it was changed since. */
  static boolean isLow(SpanData span) {
    return span instanceof ChangedSpanData changed
        ? isLow(changed.original())
        : span instanceof LowSpanData;
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public int getTotalAttributeCount() {
    return super.getTotalAttributeCount() - 1;
  }
}
