package spanglue.tracing.internal.export;

import java.time.Duration;

/**
 * When sending ends: soon while no receiver has answered, later once one has. Safe for use by
 * several threads.
 */
final class Deadline {
  private final long start;
  private final long ifSilent;
  private final long ifExtended;
  private volatile boolean extended;
  private volatile boolean over;

  /**
   * @param start since when the time runs, in terms of {@link System#nanoTime}
   * @param ifSilent the time while no receiver answers
   * @param ifExtended the time in all, once it is extended; at least the other
   */
  Deadline(long start, Duration ifSilent, Duration ifExtended) {
    this.start = start;
    this.ifSilent = ifSilent.toNanos();
    this.ifExtended = Math.max(this.ifSilent, ifExtended.toNanos());
  }

  /** A receiver has answered that it may take the request later. */
  void extend() {
    extended = true;
  }

  /** Nothing is worth waiting for any more. */
  void end() {
    over = true;
  }

  /** Nanoseconds that are left; none or less where the time is over. */
  long left() {
    return over ? 0 : timeLeft();
  }

  private long timeLeft() {
    return (extended ? ifExtended : ifSilent) - (System.nanoTime() - start);
  }

  /**
   * Waits for {@code thread}, at most until {@code slack} after the deadline; also where the caller
   * is interrupted, who still is so after.
   */
  void join(Thread thread, Duration slack) {
    boolean interrupted = false;
    long left = timeLeft() + slack.toNanos();
    while (left > 0 && thread.isAlive()) {
      try {
        thread.join(Math.max(1, left / 1_000_000));
      } catch (InterruptedException e) {
        interrupted = true;
      }
      left = timeLeft() + slack.toNanos();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
