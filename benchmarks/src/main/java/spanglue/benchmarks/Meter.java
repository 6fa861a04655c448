package spanglue.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Measures one run; looking at the memory is not counted as a part of it. */
final class Meter {
  /** Spark frees what a collection has shown to be unused, in a thread of its own. */
  private static final long CLEANING = Duration.ofMillis(300).toNanos();

  private final Stopwatch run = new Stopwatch();
  private final Stopwatch tracing = new Stopwatch();
  private double queueCpuSeconds;
  private long heapBytes;
  private long codeBytes;

  /** The run's time. */
  Stopwatch run() {
    return run;
  }

  /** That part of it in which the job waits for its trace to begin or to end. */
  Stopwatch tracing() {
    return tracing;
  }

  /** Adds what Spark spent in one job's listener. */
  void addQueue(double cpuSeconds) {
    queueCpuSeconds += cpuSeconds;
  }

  /** Notes what is live after a full collection. */
  void memory() {
    boolean inTracing = tracing.stop();
    boolean inRun = run.stop();
    System.gc();
    LockSupport.parkNanos(CLEANING);
    System.gc();
    heapBytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    codeBytes = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed();
    if (inRun) {
      run.start();
    }
    if (inTracing) {
      tracing.start();
    }
  }

  Cost cost() {
    return new Cost(
        run.seconds(),
        run.cpuSeconds(),
        tracing.seconds(),
        tracing.cpuSeconds() + queueCpuSeconds,
        heapBytes,
        codeBytes);
  }
}
