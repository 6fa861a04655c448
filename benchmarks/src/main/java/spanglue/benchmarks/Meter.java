package spanglue.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Measures one run; looking at the memory is not counted as a part of it. */
final class Meter {
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** Spark frees what a collection has shown to be unused, in a thread of its own. */
  private static final long CLEANING = Duration.ofMillis(300).toNanos();

  private final long startNanos = System.nanoTime();
  private final long startCpu = PROCESS.getProcessCpuTime();
  private long pausedNanos;
  private long pausedCpu;
  private long heapBytes;
  private long codeBytes;

  /** Notes what is live after a full collection. */
  void memory() {
    long nanos = System.nanoTime();
    long cpu = PROCESS.getProcessCpuTime();
    System.gc();
    LockSupport.parkNanos(CLEANING);
    System.gc();
    heapBytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    codeBytes = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed();
    pausedNanos += System.nanoTime() - nanos;
    pausedCpu += PROCESS.getProcessCpuTime() - cpu;
  }

  /** What it took since this was made. */
  Cost cost() {
    return new Cost(
        (System.nanoTime() - startNanos - pausedNanos) / 1e9,
        (PROCESS.getProcessCpuTime() - startCpu - pausedCpu) / 1e9,
        heapBytes,
        codeBytes);
  }

  /** What it took since the process began. */
  Cost costOfProcess() {
    return new Cost(
        ManagementFactory.getRuntimeMXBean().getUptime() / 1e3 - pausedNanos / 1e9,
        (PROCESS.getProcessCpuTime() - pausedCpu) / 1e9,
        heapBytes,
        codeBytes);
  }
}
