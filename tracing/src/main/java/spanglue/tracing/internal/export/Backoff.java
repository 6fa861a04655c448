package spanglue.tracing.internal.export;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;

/**
 * When one request is tried again: when the receiver asked for it, else after a time that grows; in
 * no case beyond the deadline.
 */
final class Backoff {
  private static final long FIRST = Duration.ofMillis(200).toNanos();
  private static final long LONGEST = Duration.ofSeconds(2).toNanos();

  /** Not one with a seed: copies of a function that SnapStart makes would all wait alike. */
  private static final SecureRandom JITTER = new SecureRandom();

  private final Deadline deadline;
  private long next = FIRST;

  Backoff(Deadline deadline) {
    this.deadline = deadline;
  }

  /**
   * What is to be told of {@code failure}. It is for good where the receiver asks for more time
   * than is left; nothing else is sent then either.
   */
  ExportResult consider(ExportResult failure) {
    if (failure.retryable() && failure.responded()) {
      deadline.extend();
    }
    Duration asked = failure.retryAfter();
    long left = deadline.left();
    if (asked == null || asked.compareTo(Duration.ofNanos(left)) < 0) {
      return failure;
    }
    deadline.end();
    return failure
        .told(failure.detail() + ", later than the " + seconds(left) + " s that are left")
        .forGood();
  }

  /** Waits before the next try. */
  void await(ExportResult failure) {
    // Anywhere in the backoff, so that the jobs which failed together don't come back together.
    long wait = (long) (next * JITTER.nextDouble());
    next = Math.min(2 * next, LONGEST);
    Duration asked = failure.retryAfter();
    long end =
        System.nanoTime()
            + Math.min(asked == null ? wait : asked.toNanos() + wait, deadline.left());
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static long seconds(long nanos) {
    return Math.max(0, Duration.ofNanos(nanos).toSeconds());
  }
}
