package spanglue.spark;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.spark.scheduler.LiveListenerBus;
import org.apache.spark.scheduler.SparkListenerEvent;

/** Waits, for a bounded time, until Spark's events so far have arrived. */
final class QueueDrain {
  private static final Duration MOST = Duration.ofSeconds(2);
  private static final Duration MARKER_AGAIN = Duration.ofMillis(250);
  private static final Duration JOB_END_GRACE = Duration.ofMillis(250);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

  private final LiveListenerBus bus;
  private final CountDownLatch drained = new CountDownLatch(1);

  QueueDrain(LiveListenerBus bus) {
    this.bus = bus;
  }

  /** No more events come: nobody waits any longer. */
  void end() {
    drained.countDown();
  }

  /**
   * Waits at most 2 s, then 250 ms more while {@code isJobEndDue}: a job that fails tells its
   * caller first, and Spark's listeners a moment later. An interrupted thread waits too, and stays
   * interrupted: the trace of a cancelled job shall be whole.
   */
  void await(BooleanSupplier isJobEndDue) {
    boolean interrupted = awaitMarker(System.nanoTime() + MOST.toNanos());
    long grace = System.nanoTime() + JOB_END_GRACE.toNanos();
    while (isJobEndDue.getAsBoolean() && System.nanoTime() < grace) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean awaitMarker(long deadline) {
    boolean interrupted = false;
    while (drained.getCount() > 0 && System.nanoTime() < deadline) {
      // A full queue drops a marker like any other event.
      bus.post(new QueueMarker(drained));
      try {
        drained.await(MARKER_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }

  /** Once it arrives, so has all that was posted before it. */
  record QueueMarker(CountDownLatch arrived) implements SparkListenerEvent {
    /** Not for Spark's log of events, which could not read it again. */
    @Override
    public boolean logEvent() {
      return false;
    }
  }
}
