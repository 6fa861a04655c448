package spanglue.spark.internal.ledger;

/**
 * Divides wall time among what runs: an instant belongs to the actions that run then, in equal
 * parts. What {@link #ended} returns of an action less what {@link #started} did is its part.
 */
final class WallTimeAttribution {
  private long last = Long.MIN_VALUE;
  private int running;
  private double millis;

  /** An action began; returns the milliseconds that one which ran all along would have by then. */
  double started(long time) {
    double now = until(time);
    running++;
    return now;
  }

  /** An action ended; returns the like. */
  double ended(long time) {
    double now = until(time);
    running--;
    return now;
  }

  private double until(long time) {
    if (last != Long.MIN_VALUE && time > last && running > 0) {
      millis += (double) (time - last) / running;
    }
    last = Math.max(last, time);
    return millis;
  }
}
