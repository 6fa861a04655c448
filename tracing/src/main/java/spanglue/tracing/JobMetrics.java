package spanglue.tracing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import spanglue.tracing.internal.export.Metric;

/**
 * What a run of a job adds to the metrics of the job: sums and durations, kept until the job's end
 * and sent once, when its {@link JobTracing} is closed. Their one dimension beside the job's name
 * is an outcome or a column, out of a short list that the program fixes; never a run, a key or a
 * text that a user gave.
 *
 * <p>The duration of the job and the number of its dropped spans are added by themselves. Safe for
 * use by several threads; what comes after the end is not sent.
 */
public final class JobMetrics {
  /** Values of a dimension that are told apart; what comes after them counts as {@code other}. */
  static final int MOST_VALUES = 50;

  private static final String OTHER = "other";

  private final Map<Metric, Map<String, DoubleSummaryStatistics>> values =
      new EnumMap<>(Metric.class);
  private volatile long dropped;

  JobMetrics() {}

  /**
   * Adds to {@code records}, by {@code outcome}.
   *
   * @param outcome what became of the records, such as {@code cleaned} or {@code rejected}
   */
  public JobMetrics records(String outcome, long count) {
    return count(Metric.RECORDS, outcome, count);
  }

  /** Adds to {@code imputed_values}, by {@code column}. */
  public JobMetrics imputedValues(String column, long count) {
    return count(Metric.IMPUTED_VALUES, column, count);
  }

  /** Adds to {@code bytes_in} what was read. */
  public JobMetrics bytesIn(long bytes) {
    return count(Metric.BYTES_IN, "", bytes);
  }

  /** Adds to {@code bytes_out} what was written. */
  public JobMetrics bytesOut(long bytes) {
    return count(Metric.BYTES_OUT, "", bytes);
  }

  /** Adds one action to {@code action_duration}, in seconds. */
  public JobMetrics action(Duration duration) {
    return add(Metric.ACTION_DURATION, "", seconds(duration));
  }

  /** Adds to {@code dpu_seconds}. */
  public JobMetrics dpuSeconds(double dpuSeconds) {
    return add(Metric.DPU_SECONDS, "", dpuSeconds);
  }

  /** Adds to {@code estimated_cost}, in US$. */
  public JobMetrics estimatedCost(double dollars) {
    return add(Metric.ESTIMATED_COST, "", dollars);
  }

  /** How many values never arrived: all of them, or none. */
  public long dropped() {
    return dropped;
  }

  void notSent() {
    dropped = series().size();
  }

  JobMetrics job(Duration duration) {
    return add(Metric.JOB_DURATION, "", seconds(duration));
  }

  JobMetrics spansDropped(long spans) {
    return count(Metric.SPANS_DROPPED, "", spans);
  }

  /** All that was added, each metric's series one after the other. */
  synchronized List<Metric.Series> series() {
    List<Metric.Series> all = new ArrayList<>();
    values.forEach(
        (metric, byValue) ->
            byValue.forEach((value, added) -> all.add(new Metric.Series(metric, value, added))));
    return all;
  }

  /** Exact to 2^53, which no count here comes near. */
  private JobMetrics count(Metric metric, String value, long amount) {
    return add(metric, value, (double) amount);
  }

  /** What is no number, or less than nothing, would spoil the sum. */
  private synchronized JobMetrics add(Metric metric, String value, double amount) {
    if (amount >= 0 && amount < Double.POSITIVE_INFINITY) {
      Map<String, DoubleSummaryStatistics> byValue =
          values.computeIfAbsent(metric, m -> new TreeMap<>());
      boolean told = byValue.containsKey(value) || byValue.size() < MOST_VALUES;
      byValue
          .computeIfAbsent(told ? value : OTHER, v -> new DoubleSummaryStatistics())
          .accept(amount);
    }
    return this;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
