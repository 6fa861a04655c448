package spanglue.spark.outside;

import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** From one moment to another, in milliseconds since 1970. */
record Interval(long start, long end) implements Comparable<Interval> {
  private static final long NANOS = 1_000_000;

  /** When a span was; a time that no millisecond says exactly is an error. */
  static Interval of(Span span) {
    return new Interval(millis(span.getStartTimeUnixNano()), millis(span.getEndTimeUnixNano()));
  }

  /** What these cover together, in order, without overlaps. */
  static List<Interval> union(Collection<Interval> intervals) {
    List<Interval> union = new ArrayList<>();
    for (Interval next : intervals.stream().sorted().toList()) {
      Interval last = union.isEmpty() ? null : union.get(union.size() - 1);
      if (last != null && next.start <= last.end) {
        union.set(union.size() - 1, new Interval(last.start, Math.max(last.end, next.end)));
      } else {
        union.add(next);
      }
    }
    return union;
  }

  private static long millis(long nanos) {
    if (nanos % NANOS != 0) {
      throw new AssertionError(nanos + " ns is no whole number of milliseconds");
    }
    return nanos / NANOS;
  }

  @Override
  public int compareTo(Interval other) {
    int starts = Long.compare(start, other.start);
    return starts != 0 ? starts : Long.compare(end, other.end);
  }
}
