package spanglue.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import spanglue.tracing.internal.budget.EditedSpanData;
import spanglue.tracing.spi.FinishedSpan;
import spanglue.tracing.spi.FinishedSpan.Importance;
import spanglue.tracing.spi.SpanRecorder;

/** Adds spans that are over under one parent of a session. */
record FinishedSpans(Tracer tracer, Context parent, Failures failures) implements SpanRecorder {
  @Override
  public SpanRecorder add(FinishedSpan finished) {
    Instant start = finished.start();
    Span span =
        tracer.spanBuilder(finished.name()).setParent(parent).setStartTimestamp(start).startSpan();
    if (finished.importance() == Importance.LOW) {
      EditedSpanData.markLow(span);
    }
    finished.attributes().forEach((key, value) -> AttributeValues.set(span, key, value));
    if (finished.failure() != null) {
      failures.record(span, finished.failure());
    }
    span.end(finished.end().isBefore(start) ? start : finished.end());
    return new FinishedSpans(tracer, parent.with(span), failures);
  }
}
