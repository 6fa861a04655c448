package spanglue.tracing.internal.export;

import java.time.Duration;

/**
 * When sending ends: soon while no receiver has answered, later once one has answered that it may
 * take the spans later. Safe for use by several threads.
 */
final class SendDeadline {
  private final long start = System.nanoTime();
  private final long unanswered;
  private final long answered;
  private volatile boolean promised;

  /**
   * The time runs from now.
   *
   * @param unanswered for as long as nobody answers
   * @param answered in all, once somebody has; where it is less than the other, that one holds
   */
  SendDeadline(Duration unanswered, Duration answered) {
    this.unanswered = unanswered.toNanos();
    this.answered = Math.max(this.unanswered, answered.toNanos());
  }

  /** A receiver has answered that it may take the spans later. */
  void promise() {
    promised = true;
  }

  /** Nanoseconds that are left; none or less where the time is over. */
  long left() {
    return (promised ? answered : unanswered) - (System.nanoTime() - start);
  }
}
