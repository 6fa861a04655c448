package spanglue.cli.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The spans of a trace as a tree. A span whose parent is not there is a root, and so is the first
 * of spans that name one another in a circle.
 */
public final class Trace {
  private static final Comparator<TraceSpan> BY_START =
      Comparator.comparingLong(TraceSpan::start).thenComparing(TraceSpan::id);

  private final String id;
  private final String source;
  private final Map<String, TraceSpan> byId = new LinkedHashMap<>();
  private final Map<String, List<TraceSpan>> children = new HashMap<>();
  private final List<TraceSpan> roots = new ArrayList<>();
  private final long start;
  private final long end;

  /**
   * Of these spans.
   *
   * @param id 32 hex digits
   * @param source where it was found, as "X-Ray"
   */
  public Trace(String id, String source, List<TraceSpan> spans) {
    this.id = id;
    this.source = source;
    // What is sent again of a span replaces what was sent of it before its end.
    spans.stream()
        .sorted(Comparator.comparing((TraceSpan span) -> span.end() != null))
        .forEach(span -> byId.put(span.id(), span));
    List<TraceSpan> sorted = byId.values().stream().sorted(BY_START).toList();
    for (TraceSpan span : sorted) {
      if (span.parentId() == null || !byId.containsKey(span.parentId())) {
        roots.add(span);
      } else {
        children.computeIfAbsent(span.parentId(), parent -> new ArrayList<>()).add(span);
      }
    }
    breakCircles(sorted);
    start = sorted.stream().mapToLong(TraceSpan::start).min().orElse(0);
    end = sorted.stream().mapToLong(Trace::knownEnd).max().orElse(0);
  }

  private void breakCircles(List<TraceSpan> sorted) {
    Set<String> reached = new LinkedHashSet<>();
    roots.forEach(root -> reach(root, reached));
    for (TraceSpan span : sorted) {
      if (!reached.contains(span.id())) {
        children(Objects.requireNonNull(byId.get(span.parentId()))).remove(span);
        roots.add(span);
        reach(span, reached);
      }
    }
  }

  private void reach(TraceSpan from, Set<String> reached) {
    List<TraceSpan> next = new ArrayList<>(List.of(from));
    while (!next.isEmpty()) {
      TraceSpan span = next.remove(next.size() - 1);
      if (reached.add(span.id())) {
        next.addAll(children(span));
      }
    }
  }

  public String id() {
    return id;
  }

  public String source() {
    return source;
  }

  public List<TraceSpan> roots() {
    return Collections.unmodifiableList(roots);
  }

  /** In the order of their starts. */
  List<TraceSpan> children(TraceSpan parent) {
    return children.getOrDefault(parent.id(), new ArrayList<>());
  }

  /** All, each before its children. */
  public List<TraceSpan> spans() {
    List<TraceSpan> all = new ArrayList<>();
    walk((span, depth) -> all.add(span));
    return all;
  }

  /** Told of each span, before its children. */
  interface Visitor {
    void visit(TraceSpan span, int depth);
  }

  private record Place(TraceSpan span, int depth) {}

  void walk(Visitor visitor) {
    List<Place> next = new ArrayList<>();
    push(roots, 0, next);
    while (!next.isEmpty()) {
      Place place = next.remove(next.size() - 1);
      visitor.visit(place.span, place.depth);
      push(children(place.span), place.depth + 1, next);
    }
  }

  private static void push(List<TraceSpan> spans, int depth, List<Place> next) {
    for (int i = spans.size() - 1; i >= 0; i--) {
      next.add(new Place(spans.get(i), depth));
    }
  }

  public boolean isEmpty() {
    return byId.isEmpty();
  }

  /** Nanoseconds since 1970. */
  long start() {
    return start;
  }

  /** Nanoseconds since 1970; of a trace that goes on, what is known so far. */
  long end() {
    return end;
  }

  /** The end, or where it has none the latest time that the trace knows of it: its start. */
  static long knownEnd(TraceSpan span) {
    Long end = span.end();
    return end == null ? span.start() : Math.max(end, span.start());
  }
}
