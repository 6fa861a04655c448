package spanglue.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;

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
  private final Session session;
  private final Context parent;

  Spans(Session session, Context parent) {
    this.session = session;
    this.parent = parent;
  }

  /**
   * What a span covers, with a result.
   *
   * @param <T> the result
   * @param <E> what the body may throw; {@link RuntimeException} where it throws nothing checked
   */
  @FunctionalInterface
  public interface Body<T, E extends Exception> {
    /** Does the work of {@code span}. */
    T call(ActiveSpan span) throws E;
  }

  /**
   * What a span covers, without a result.
   *
   * @param <E> what the action may throw; {@link RuntimeException} where it throws nothing checked
   */
  @FunctionalInterface
  public interface Action<E extends Exception> {
    /** Does the work of {@code span}. */
    void run(ActiveSpan span) throws E;
  }

  /** Runs {@code body} inside a span of kind {@link SpanKind#INTERNAL} and returns its result. */
  public <T, E extends Exception> T call(String name, Body<T, E> body) throws E {
    return call(name, SpanKind.INTERNAL, body);
  }

  /** Runs {@code body} inside a span and returns its result. */
  public <T, E extends Exception> T call(String name, SpanKind kind, Body<T, E> body) throws E {
    Span span =
        session
            .writer()
            .builder(session.tracer(), name)
            .setSpanKind(kind.otel())
            .setParent(parent)
            .startSpan();
    try {
      return body.call(new ActiveSpan(session, span));
    } catch (Throwable t) {
      session.failures().record(span, t);
      throw t;
    } finally {
      span.end();
    }
  }

  /** Runs {@code action} inside a span of kind {@link SpanKind#INTERNAL}. */
  public <E extends Exception> void run(String name, Action<E> action) throws E {
    run(name, SpanKind.INTERNAL, action);
  }

  /** Runs {@code action} inside a span. */
  public <E extends Exception> void run(String name, SpanKind kind, Action<E> action) throws E {
    this.<Boolean, E>call(
        name,
        kind,
        span -> {
          action.run(span);
          return true;
        });
  }
}
