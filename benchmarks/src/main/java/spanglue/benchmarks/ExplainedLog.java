package spanglue.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import spanglue.spark.Explain;

/**
 * How fast a long event log is explained, and in how much memory. {@code benchmarks/explain} starts
 * it: first to make the log, then, in a JVM of 512 MB, to explain it.
 */
final class ExplainedLog {
  private static final int QUERIES = 50;

  private ExplainedLog() {}

  /** Args: {@code make FOLDER MEGABYTES}, or {@code explain LOG}. */
  public static void main(String[] args) throws Exception {
    if (args[0].equals("make")) {
      make(Path.of(args[1]), Long.parseLong(args[2]) * 1_000_000);
    } else {
      explain(args[1]);
    }
  }

  private static void make(Path folder, long bytes) throws IOException {
    Path real = Files.createDirectories(folder.resolve("real"));
    System.setProperty("spark.eventLog.enabled", "true");
    System.setProperty("spark.eventLog.dir", real.toUri().toString());
    System.setProperty("spark.eventLog.compress", "false");
    System.setProperty("spark.eventLog.rolling.enabled", "false");
    try (SparkSession spark = Sessions.local()) {
      for (int i = 0; i < QUERIES; i++) {
        spark
            .range(0, 100_000, 1, 32)
            .selectExpr("id % 100 AS k", "id AS v")
            .groupBy("k")
            .sum("v")
            .orderBy("k")
            .collectAsList();
      }
    }
    LongLog.make(only(real), folder.resolve("log"), bytes);
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.toString().endsWith(".crc")).findFirst().orElseThrow();
    }
  }

  private static void explain(String log) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> tell(Path.of(log))));
    Explain.main(new String[] {log});
  }

  private static void tell(Path log) {
    double megabytes = log.toFile().length() / 1e6;
    double seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
    double cpu =
        ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime()
            / 1e9;
    System.err.printf(
        Locale.ROOT,
        "%.0f MB in %.1f s; processor time of the whole process %.1f s: %.1f MB a second and core;"
            + " %d MB of %d live after the last collections%n",
        megabytes,
        seconds,
        cpu,
        megabytes / cpu,
        afterCollection() >> 20,
        Runtime.getRuntime().maxMemory() >> 20);
  }

  private static long afterCollection() {
    long bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage usage = pool.getCollectionUsage();
      if (pool.getType() == MemoryType.HEAP && usage != null) {
        bytes += usage.getUsed();
      }
    }
    return bytes;
  }
}
