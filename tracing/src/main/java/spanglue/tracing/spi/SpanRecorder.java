package spanglue.tracing.spi;

/** Adds spans that are over under one parent. Safe for use by several threads. */
public interface SpanRecorder {
  /** Adds a span. Returns what adds its children. */
  SpanRecorder add(FinishedSpan span);
}
