package spanglue.tracing.internal.live;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The spans that were sent before the job's end, and which may follow them: those whose parent was
 * sent, or is the root. What waits for its parent is sent at the end. Bounded. Safe for use by
 * several threads.
 */
final class SentSpans {
  private final String root;
  private final int most;
  private final Set<String> ids = new HashSet<>();

  SentSpans(String root, int most) {
    this.root = root;
    this.most = most;
  }

  /** Those of {@code ended} that may be sent now, parents first. */
  synchronized List<SpanData> ready(List<SpanData> ended) {
    Map<String, List<SpanData>> byParent = new HashMap<>();
    Deque<SpanData> next = new ArrayDeque<>();
    for (SpanData span : ended) {
      String parent = span.getParentSpanId();
      if (parent.equals(root) || ids.contains(parent)) {
        next.add(span);
      } else {
        byParent.computeIfAbsent(parent, id -> new ArrayList<>()).add(span);
      }
    }
    List<SpanData> ready = new ArrayList<>();
    while (!next.isEmpty() && ids.size() + ready.size() < most) {
      SpanData span = next.remove();
      ready.add(span);
      next.addAll(byParent.getOrDefault(span.getSpanId(), List.of()));
    }
    return ready;
  }

  synchronized void sent(List<SpanData> spans) {
    spans.forEach(span -> ids.add(span.getSpanId()));
  }

  synchronized Set<String> ids() {
    return Set.copyOf(ids);
  }
}
