package spanglue.spark.internal.time;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.LongConsumer;

/**
 * Puts what events say into the order of the events' own times. Spark posts from several threads,
 * and tells of a task's start and end only after its scheduler got round to it: an event may be
 * older than one that came before it, seldom by more than some milliseconds.
 *
 * <p>The rule: a change waits until an event came that is a minute younger, or until 131,072 wait.
 * One that comes later still counts as of the time that was reached. So the outcome does not depend
 * on the order of arrival within a minute, and the memory not on the run's length.
 */
final class EventOrder {
  static final long LATENESS_MILLIS = 60_000;
  private static final int MOST = 1 << 17;

  private record Change(long time, long arrival, Runnable change) implements Comparable<Change> {
    @Override
    public int compareTo(Change other) {
      int byTime = Long.compare(time, other.time);
      return byTime == 0 ? Long.compare(arrival, other.arrival) : byTime;
    }
  }

  /** Most events come in order, which costs no search. */
  private final Deque<Change> inOrder = new ArrayDeque<>();

  /** Those that were older than the last of them. */
  private final PriorityQueue<Change> late = new PriorityQueue<>();

  private final LongConsumer advance;
  private long arrivals;
  private long newest = Long.MIN_VALUE;
  private boolean held = true;

  /** {@code advance} is told the time of each change before it is made; it may go back. */
  EventOrder(LongConsumer advance) {
    this.advance = advance;
  }

  /** The time of the youngest event so far; {@code Long.MIN_VALUE} before the first. */
  long newest() {
    return newest;
  }

  /** Nothing older is to come than what came so far. */
  void begin() {
    held = false;
  }

  /** A change at that time; one without a time (not above 0) is as of the youngest event. */
  void at(long time, Runnable change) {
    long known = time > 0 || newest == Long.MIN_VALUE ? time : newest;
    newest = Math.max(newest, known);
    Change last = inOrder.peekLast();
    (last == null || last.time() <= known ? inOrder : late)
        .add(new Change(known, arrivals++, change));
    while (inOrder.size() + late.size() > MOST || isOldDue()) {
      next();
    }
  }

  /** Makes all the changes that wait. */
  void finish() {
    while (!older().isEmpty()) {
      next();
    }
  }

  private boolean isOldDue() {
    Change oldest = older().peek();
    return !held && oldest != null && oldest.time() <= newest - LATENESS_MILLIS;
  }

  /** The one of the two whose head is due first. */
  private Queue<Change> older() {
    Change first = inOrder.peek();
    Change lateFirst = late.peek();
    boolean isLate = lateFirst != null && (first == null || lateFirst.compareTo(first) < 0);
    return isLate ? late : inOrder;
  }

  private void next() {
    Change change = older().remove();
    advance.accept(change.time());
    change.change().run();
  }
}
