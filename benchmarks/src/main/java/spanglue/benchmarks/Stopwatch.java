package spanglue.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Adds up time on the clock, and processor time of all threads of the process. */
final class Stopwatch {
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private long nanos;
  private long cpuNanos;
  private long sinceNanos;
  private long sinceCpuNanos;
  private boolean runs;

  void start() {
    runs = true;
    sinceCpuNanos = PROCESS.getProcessCpuTime();
    sinceNanos = System.nanoTime();
  }

  /** As if it had been started with the process. */
  void startWithProcess() {
    runs = true;
    sinceCpuNanos = 0;
    sinceNanos = System.nanoTime() - ManagementFactory.getRuntimeMXBean().getUptime() * 1_000_000;
  }

  /** Returns whether it ran. */
  boolean stop() {
    boolean ran = runs;
    if (ran) {
      nanos += System.nanoTime() - sinceNanos;
      cpuNanos += PROCESS.getProcessCpuTime() - sinceCpuNanos;
      runs = false;
    }
    return ran;
  }

  double seconds() {
    return nanos / 1e9;
  }

  double cpuSeconds() {
    return cpuNanos / 1e9;
  }
}
