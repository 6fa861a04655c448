package spanglue.spark.internal.time;

import java.util.Comparator;
import java.util.PriorityQueue;
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

  private record Change(long time, long arrival, Runnable change) {}

  private final PriorityQueue<Change> waiting =
      new PriorityQueue<>(
          Comparator.comparingLong(Change::time).thenComparingLong(Change::arrival));
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
    waiting.add(new Change(known, arrivals++, change));
    while (waiting.size() > MOST || isOldDue()) {
      next();
    }
  }

  /** Makes all the changes that wait. */
  void finish() {
    while (!waiting.isEmpty()) {
      next();
    }
  }

  private boolean isOldDue() {
    Change oldest = waiting.peek();
    return !held && oldest != null && oldest.time() <= newest - LATENESS_MILLIS;
  }

  private void next() {
    Change change = waiting.remove();
    advance.accept(change.time());
    change.change().run();
  }
}
