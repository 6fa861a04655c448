package spanglue.spark;

import java.util.concurrent.atomic.AtomicLong;

/** Does what must not fail the job, counts what did fail, and logs the first. */
final class Faults {
  private static final System.Logger LOG = System.getLogger(Faults.class.getPackageName());
  private final AtomicLong count = new AtomicLong();

  void guard(Runnable work) {
    try {
      work.run();
    } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
      if (count.getAndIncrement() == 0) {
        LOG.log(System.Logger.Level.WARNING, "a part of the trace is missing", e);
      }
    }
  }

  long count() {
    return count.get();
  }
}
