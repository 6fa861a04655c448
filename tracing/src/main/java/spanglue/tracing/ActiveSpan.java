package spanglue.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The span that a body runs in. An attribute from which X-Ray would take the span's name, such as
 * {@code peer.service} or {@code db.name}, is set as {@code spanglue.<key>}. Safe for use by
 * several threads.
 */
public final class ActiveSpan {
  private final Tracer tracer;
  private final Span span;
  private final Instant startTime;

  ActiveSpan(Tracer tracer, Span span) {
    this.tracer = tracer;
    this.span = span;
    this.startTime = startOf(span);
  }

  /** Sets an attribute; the last value of a key stays. */
  public ActiveSpan set(String key, String value) {
    Attributes.set(span, key, value);
    return this;
  }

  /** Sets an attribute; the last value of a key stays. */
  public ActiveSpan set(String key, long value) {
    Attributes.set(span, key, value);
    return this;
  }

  /** Sets an attribute; the last value of a key stays. */
  public ActiveSpan set(String key, double value) {
    Attributes.set(span, key, value);
    return this;
  }

  /** Sets an attribute; the last value of a key stays. */
  public ActiveSpan set(String key, boolean value) {
    Attributes.set(span, key, value);
    return this;
  }

  /** Sets an attribute; the last value of a key stays, and 100 values of a list. */
  public ActiveSpan set(String key, List<String> value) {
    Attributes.set(span, key, value);
    return this;
  }

  /** Makes the children of this span. */
  public Spans spans() {
    return new Spans(tracer, Context.root().with(span));
  }

  /** What to hand to whoever is called from here: this trace, this span as the parent. */
  public TraceHeader header() {
    return Headers.of(span.getSpanContext());
  }

  /** When the span started. */
  public Instant startTime() {
    return startTime;
  }

  private static Instant startOf(Span span) {
    if (span instanceof ReadableSpan recorded) {
      long nanos = recorded.toSpanData().getStartEpochNanos();
      return Instant.EPOCH.plus(nanos, TimeUnit.NANOSECONDS.toChronoUnit());
    }
    return Instant.now();
  }
}
