package spanglue.spark.internal.ledger;

/**
 * Divides wall time among what runs: an instant belongs to the actions that run then, in equal
 * parts. {@link #at} of an action's end minus {@link #at} of its start is its part.
 */
final class WallShare {
  private long last = Long.MIN_VALUE;
  private int running;
  private double millis;

  /** Milliseconds that an action which ran all the time had until {@code time}. */
  private double at(long time) {
    if (last != Long.MIN_VALUE && time > last && running > 0) {
      millis += (double) (time - last) / running;
    }
    last = Math.max(last, time);
    return millis;
  }

  double started(long time) {
    double now = at(time);
    running++;
    return now;
  }

  double ended(long time) {
    double now = at(time);
    running--;
    return now;
  }
}
