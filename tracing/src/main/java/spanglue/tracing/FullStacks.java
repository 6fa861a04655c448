package spanglue.tracing;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The exceptions that a trace has in full already. An exception passes the innermost span first;
 * the spans around it need not repeat its stack.
 */
final class FullStacks {
  private static final int KEPT = 64;

  private final Deque<Entry> entries = new ArrayDeque<>();

  private record Entry(String traceId, WeakReference<Throwable> thrown) {}

  /** Whether {@code thrown} is new to the trace; it no longer is afterwards. */
  synchronized boolean add(String traceId, Throwable thrown) {
    for (Entry entry : entries) {
      if (entry.traceId().equals(traceId) && entry.thrown().refersTo(thrown)) {
        return false;
      }
    }
    if (entries.size() == KEPT) {
      entries.removeFirst();
    }
    entries.addLast(new Entry(traceId, new WeakReference<>(thrown)));
    return true;
  }
}
