package spanglue.tracing;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.budget.EditedSpanData;
import spanglue.tracing.internal.export.Counts;

/**
 * Keeps the spans that ended until somebody takes them; at most {@code capacity} of them. Of more
 * it drops the newest, unless it is told how to make room.
 */
final class SpanBuffer implements SpanProcessor {
  private final int capacity;
  private final Counts counts;
  private @Nullable UnaryOperator<List<SpanData>> shrink;
  private List<SpanData> ended = new ArrayList<>();

  SpanBuffer(int capacity, Counts counts) {
    this.capacity = capacity;
    this.counts = counts;
  }

  @Override
  public synchronized void onEnd(ReadableSpan span) {
    counts.recorded();
    if (ended.size() >= capacity && shrink != null) {
      ended = new ArrayList<>(shrink.apply(ended));
    }
    if (ended.size() < capacity) {
      ended.add(EditedSpanData.ended(span.toSpanData()));
    } else {
      counts.dropped("buffer_full", 1);
    }
  }

  /**
   * Has {@code shrink} pick the spans to keep where there is no room for another, instead of
   * dropping that one.
   */
  synchronized void onOverflow(UnaryOperator<List<SpanData>> shrink) {
    this.shrink = shrink;
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
