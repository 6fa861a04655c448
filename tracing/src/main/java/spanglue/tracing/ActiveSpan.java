package spanglue.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The span that a body runs in, or the root of a job. Values are shortened to 4,000 characters, and
 * lose control characters and what is known to be a secret. An attribute from which X-Ray would
 * take the span's name, such as {@code peer.service} or {@code db.name}, is set as {@code
 * spanglue.<key>}. Safe for use by several threads.
 */
public final class ActiveSpan {
  private final Session session;
  private final Span span;
  private final Set<String> annotated = new TreeSet<>();

  ActiveSpan(Session session, Span span) {
    this.session = session;
    this.span = span;
  }

  /** Sets an attribute; the last value of a key stays. */
  public ActiveSpan set(String key, String value) {
    session.writer().set(span, key, value);
    return this;
  }

  /** Sets an attribute; the last value of a key stays. */
  public ActiveSpan set(String key, long value) {
    session.writer().set(span, key, value);
    return this;
  }

  /** Sets an attribute; the last value of a key stays. */
  public ActiveSpan set(String key, double value) {
    session.writer().set(span, key, value);
    return this;
  }

  /** Sets an attribute; the last value of a key stays. */
  public ActiveSpan set(String key, boolean value) {
    session.writer().set(span, key, value);
    return this;
  }

  /** Sets an attribute; the last value of a key stays, and 100 values of a list. */
  public ActiveSpan set(String key, List<String> value) {
    session.writer().set(span, key, value);
    return this;
  }

  /**
   * Sets an attribute by which X-Ray's console can filter traces: an annotation. X-Ray keeps 50 of
   * a trace; its keys hold letters, digits and {@code _}.
   */
  public synchronized ActiveSpan annotate(String key, String value) {
    annotated.add(key);
    session.writer().annotations(span, annotated);
    return set(key, value);
  }

  /** Makes the children of this span. */
  public Spans spans() {
    return new Spans(session, Context.root().with(span));
  }

  /** What to hand to whoever is called from here: this trace, this span as the parent. */
  public TraceHeader header() {
    return SpanContexts.header(span.getSpanContext());
  }
}
