package spanglue.benchmarks.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a program and looks, ten times a second, at what its processes have taken: what they take
 * after the last look is not seen.
 */
final class Processes {
  private static final long BETWEEN_LOOKS_MILLIS = 100;

  private final String counted;
  private final Map<Long, Double> cpuSeconds = new HashMap<>();
  private long peakKilobytes;

  private Processes(String counted) {
    this.counted = counted;
  }

  /**
   * Runs a program to its end.
   *
   * @param counted what of its processes' command lines the measured ones have; empty for all
   * @param log takes what it prints
   * @throws IOException where it fails
   */
  static Taken run(List<String> command, String counted, Path log)
      throws IOException, InterruptedException {
    Processes processes = new Processes(counted);
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    while (!process.waitFor(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS)) {
      processes.look(process.toHandle());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (process.exitValue() != 0) {
      throw new IOException(command.get(0) + " ended with " + process.exitValue() + "; see " + log);
    }
    double cpu = processes.cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
    return new Taken(seconds, cpu, processes.peakKilobytes / 1024);
  }

  private void look(ProcessHandle root) {
    long kilobytes = 0;
    for (ProcessHandle process : Stream.concat(Stream.of(root), root.descendants()).toList()) {
      if (read(process, "cmdline").contains(counted)) {
        process
            .info()
            .totalCpuDuration()
            .ifPresent(cpu -> cpuSeconds.put(process.pid(), cpu.toNanos() / 1e9));
        kilobytes += residentKilobytes(process);
      }
    }
    peakKilobytes = Math.max(peakKilobytes, kilobytes);
  }

  private static long residentKilobytes(ProcessHandle process) {
    return read(process, "status")
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  /** Nothing where it has ended meanwhile. */
  private static String read(ProcessHandle process, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
    } catch (IOException ended) {
      return "";
    }
  }
}
