package spanglue.spark.internal.ledger;

import java.time.Duration;
import java.time.Instant;

/** From when to when something ran. */
public record TimeInterval(Instant start, Instant end) {
  /** An end before the start, as clocks may have it, counts as the start. */
  static TimeInterval ofMillis(long start, long end) {
    return new TimeInterval(
        Instant.ofEpochMilli(start), Instant.ofEpochMilli(Math.max(start, end)));
  }

  public long millis() {
    return Duration.between(start, end).toMillis();
  }

  public double seconds() {
    return millis() / 1e3;
  }
}
