package spanglue.tracing;

import spanglue.tracing.internal.export.SpanDelivery.Destination;

/**
 * One process's part of one trace, such as a function invocation or a client's call. Spans are
 * recorded in memory and sent when this is flushed or closed.
 *
 * <pre>{@code
 * try (Tracing tracing = Tracing.start(
 *     TracingConfig.builder("trigger").traceHeader(header).environment(System.getenv()).build())) {
 *   tracing.spans().run("read event", span -> ..);
 * }
 * }</pre>
 *
 * <p>Telemetry failures are logged once and counted, never thrown. Safe for use by several threads.
 */
public final class Tracing implements AutoCloseable {
  private final Session session;
  private final Spans spans;

  private Tracing(Session session, Spans spans) {
    this.session = session;
    this.spans = spans;
  }

  /** Starts recording. Opens no connection. */
  public static Tracing start(TracingConfig config) {
    TraceHeader header = config.headerOrNew();
    Session session =
        new Session(
            header,
            config.resource,
            Destination.of(config.otlp, config.daemonAddress),
            config.flushTimeout,
            config.flushTimeout);
    return new Tracing(session, new Spans(session, SpanContexts.parent(header)));
  }

  /** Makes spans under the caller's span, or roots of the trace where there is no caller. */
  public Spans spans() {
    return spans;
  }

  /** The trace id: 32 hexadecimal digits. */
  public String traceId() {
    return session.traceId();
  }

  /** What became of the spans so far. */
  public TelemetryCounts counts() {
    return session.counts();
  }

  /** Sends the spans that ended; returns within the flush timeout, whatever the receiver does. */
  public void flush() {
    session.flush();
  }

  /** Flushes and says in the log what was dropped. A second call does nothing. */
  @Override
  public void close() {
    session.close();
  }
}
