package spanglue.tracing;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;

/** Keeps the spans that ended until somebody takes them; at most {@code capacity} of them. */
final class SpanBuffer implements SpanProcessor {
  private final int capacity;
  private final Counts counts;
  private String alwaysTaken = "";
  private List<SpanData> ended = new ArrayList<>();

  SpanBuffer(int capacity, Counts counts) {
    this.capacity = capacity;
    this.counts = counts;
  }

  @Override
  public synchronized void onEnd(ReadableSpan span) {
    counts.recorded();
    boolean taken = span.getSpanContext().getSpanId().equals(alwaysTaken);
    if (taken || ended.size() < capacity) {
      ended.add(span.toSpanData());
    } else {
      counts.dropped("buffer_full", 1);
    }
  }

  /** Lets the span of that id in, however many are there when it ends. */
  synchronized void alwaysTake(String spanId) {
    alwaysTaken = spanId;
  }

  /** The spans that ended since the last call, in the order of their ends. */
  synchronized List<SpanData> take() {
    List<SpanData> taken = ended;
    ended = new ArrayList<>();
    return taken;
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }
}
