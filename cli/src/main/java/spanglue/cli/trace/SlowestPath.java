package spanglue.cli.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import spanglue.cli.telemetry.ReceivedAttributes;

/**
 * The chain of spans that a trace's end waited for: from the end back, at each moment the child
 * that ended last before it, and its parent where none ran. What a span hands over and does not
 * wait for, as an upload its function, is in the chain up to the end of that. A step is not in it:
 * it tells the time of the stages that ran it once more.
 */
final class SlowestPath {
  /** Clocks of several machines, and milliseconds rounded either way. */
  private static final long TOLERANCE = 2_000_000;

  private final Trace trace;
  private final Map<String, Long> ends = new HashMap<>();
  private final Map<String, Long> own = new LinkedHashMap<>();

  private SlowestPath(Trace trace) {
    this.trace = trace;
  }

  private record Stretch(TraceSpan span, long until) {}

  static SlowestPath of(Trace trace) {
    SlowestPath path = new SlowestPath(trace);
    List<TraceSpan> spans = trace.spans();
    for (int i = spans.size() - 1; i >= 0; i--) {
      TraceSpan span = spans.get(i);
      long end = Trace.knownEnd(span);
      for (TraceSpan child : trace.children(span)) {
        end = Math.max(end, path.end(child));
      }
      path.ends.put(span.id(), end);
    }
    trace.roots().stream().max(Comparator.comparingLong(path::end)).ifPresent(path::follow);
    return path;
  }

  private long end(TraceSpan span) {
    return ends.getOrDefault(span.id(), Trace.knownEnd(span));
  }

  private void follow(TraceSpan root) {
    List<Stretch> next = new ArrayList<>(List.of(new Stretch(root, end(root))));
    while (!next.isEmpty()) {
      Stretch stretch = next.remove(next.size() - 1);
      TraceSpan span = stretch.span;
      long until = stretch.until;
      long alone = 0;
      List<TraceSpan> children = new ArrayList<>(trace.children(span));
      children.removeIf(SlowestPath::isStep);
      children.sort(Comparator.comparingLong(this::end).reversed());
      for (TraceSpan child : children) {
        long end = end(child);
        if (end <= until + TOLERANCE
            && child.start() < until
            && child.start() >= span.start() - TOLERANCE) {
          alone += within(span, Math.min(end, until), until);
          next.add(new Stretch(child, Math.min(end, until)));
          until = child.start();
        }
      }
      own.merge(span.id(), alone + within(span, span.start(), until), Long::sum);
    }
  }

  private static boolean isStep(TraceSpan span) {
    return span.attributes().has(ReceivedAttributes.STEP);
  }

  /** How much of that time the span itself ran; the rest passed between two spans. */
  private static long within(TraceSpan span, long from, long to) {
    return Math.max(0, Math.min(to, Trace.knownEnd(span)) - Math.max(from, span.start()));
  }

  boolean contains(TraceSpan span) {
    return own.containsKey(span.id());
  }

  /** Nanoseconds of the path in which the span ran and none of its children was waited for. */
  long own(TraceSpan span) {
    return own.getOrDefault(span.id(), 0L);
  }

  long total() {
    return own.values().stream().mapToLong(Long::longValue).sum();
  }
}
