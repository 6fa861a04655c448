package spanglue.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Where a run's time went, in seconds: its parts in order, then what is left, and the total. */
final class RunTimings {
  /** The name of the sum of all parts. */
  static final String TOTAL = "total";

  private final Instant start;
  private final Map<String, Double> parts = new LinkedHashMap<>();

  RunTimings(Instant start) {
    this.start = start;
  }

  /** Times a part. */
  <T> T time(String part, Supplier<T> work) {
    Instant begin = Instant.now();
    try {
      return work.get();
    } finally {
      add(part, between(begin, Instant.now()));
    }
  }

  /** Adds to a part; a state that ran twice has the sum. */
  synchronized void add(String part, double seconds) {
    parts.merge(part.toLowerCase(Locale.ROOT), seconds, Double::sum);
  }

  /** From the start until now, rounded to milliseconds. */
  synchronized Map<String, Double> untilNow() {
    double total = between(start, Instant.now());
    double told = parts.values().stream().mapToDouble(Double::doubleValue).sum();
    Map<String, Double> all = new LinkedHashMap<>();
    all.put(TOTAL, rounded(total));
    parts.forEach((part, seconds) -> all.put(part, rounded(seconds)));
    all.put("other", rounded(Math.max(0, total - told)));
    return all;
  }

  private static double between(Instant start, Instant end) {
    return Duration.between(start, end).toNanos() / 1e9;
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }
}
