package spanglue.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import spanglue.tracing.internal.budget.LowSpanData;

/**
 * Makes the spans under one parent. Safe for use by several threads.
 *
 * <pre>{@code
 * long rows = spans.call("read listings", span -> {
 *   span.set("file", name);
 *   return read(name);
 * });
 * }</pre>
 *
 * <p>A span ends when its body does. What the body throws is recorded on the span, which becomes an
 * error, and passes through unchanged.
 */
public final class Spans {
  private final Tracer tracer;
  private final Context parent;

  Spans(Tracer tracer, Context parent) {
    this.tracer = tracer;
    this.parent = parent;
  }

  /** Runs {@code body} inside a span of kind {@link SpanKind#INTERNAL} and returns its result. */
  public <T, E extends Exception> T call(String name, SpanBody<T, E> body) throws E {
    return call(name, SpanKind.INTERNAL, body);
  }

  /** Runs {@code body} inside a span and returns its result. */
  public <T, E extends Exception> T call(String name, SpanKind kind, SpanBody<T, E> body) throws E {
    Span span = tracer.spanBuilder(name).setSpanKind(kind.otel()).setParent(parent).startSpan();
    try {
      return body.call(new ActiveSpan(tracer, span));
    } catch (Throwable t) {
      Failure.record(span, t);
      throw t;
    } finally {
      span.end();
    }
  }

  /** Runs {@code action} inside a span of kind {@link SpanKind#INTERNAL}. */
  public <E extends Exception> void run(String name, SpanAction<E> action) throws E {
    run(name, SpanKind.INTERNAL, action);
  }

  /** Runs {@code action} inside a span. */
  public <E extends Exception> void run(String name, SpanKind kind, SpanAction<E> action) throws E {
    this.<Boolean, E>call(
        name,
        kind,
        span -> {
          action.run(span);
          return true;
        });
  }

  /** Adds a span that is over already. Returns what makes its children. */
  public Spans add(FinishedSpan finished) {
    Instant start = finished.start();
    Span span =
        tracer.spanBuilder(finished.name()).setParent(parent).setStartTimestamp(start).startSpan();
    if (finished.importance() == Importance.LOW) {
      LowSpanData.mark(span);
    }
    finished.attributes().forEach((key, value) -> Attributes.set(span, key, value));
    if (finished.failure() != null) {
      Failure.record(span, finished.failure());
    }
    span.end(finished.end().isBefore(start) ? start : finished.end());
    return new Spans(tracer, parent.with(span));
  }
}
