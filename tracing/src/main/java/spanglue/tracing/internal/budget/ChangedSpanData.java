package spanglue.tracing.internal.budget;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/** A span with other attributes, events or parent than it had when it ended. */
final class ChangedSpanData extends DelegatingSpanData {
  private final SpanData original;
  private final Attributes attributes;
  private final List<EventData> events;
  private final SpanContext parent;

  private ChangedSpanData(
      SpanData span, Attributes attributes, List<EventData> events, SpanContext parent) {
    super(span);
    this.original = span;
    this.attributes = attributes;
    this.events = events;
    this.parent = parent;
  }

  static SpanData with(SpanData span, Attributes attributes) {
    return with(span, attributes, span.getEvents());
  }

  static SpanData with(SpanData span, Attributes attributes, List<EventData> events) {
    return new ChangedSpanData(span, attributes, events, span.getParentSpanContext());
  }

  static SpanData under(SpanContext parent, SpanData span) {
    return new ChangedSpanData(span, span.getAttributes(), span.getEvents(), parent);
  }

  SpanData original() {
    return original;
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
}
