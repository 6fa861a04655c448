package spanglue.spark;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Does what must not fail the job, counts what did fail, and logs the first. */
final class ErrorGuard {
  private static final System.Logger LOG = System.getLogger(ErrorGuard.class.getPackageName());

  private final AtomicLong count = new AtomicLong();

  void run(Runnable work) {
    get(
        () -> {
          work.run();
          return true;
        },
        false);
  }

  /** What {@code work} gives; {@code otherwise} where it fails. */
  <T> T get(Supplier<T> work, T otherwise) {
    try {
      return work.get();
    } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
      if (count.getAndIncrement() == 0) {
        LOG.log(System.Logger.Level.WARNING, "a part of the trace is missing", e);
      }
      return otherwise;
    }
  }

  long count() {
    return count.get();
  }
}
