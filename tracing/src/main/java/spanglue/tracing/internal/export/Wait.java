package spanglue.tracing.internal.export;

import java.util.function.LongSupplier;

/** Waiting for a thread that may never end. */
final class Wait {
  private Wait() {}

  /**
   * Waits for {@code thread} while there is time, also where the caller is interrupted: it still is
   * so after.
   *
   * @param nanosLeft asked again after each wait, as it may grow
   */
  static void uninterrupted(Thread thread, LongSupplier nanosLeft) {
    boolean interrupted = false;
    long left = nanosLeft.getAsLong();
    while (left > 0 && thread.isAlive()) {
      try {
        thread.join(Math.max(1, left / 1_000_000));
      } catch (InterruptedException e) {
        interrupted = true;
      }
      left = nanosLeft.getAsLong();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
