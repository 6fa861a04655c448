package spanglue.tracing;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import spanglue.tracing.internal.export.JobMetricData;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;
import spanglue.tracing.internal.text.SafeText;
import spanglue.tracing.vocabulary.MetricTerm;

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

  private final Map<MetricTerm, Map<String, DoubleSummaryStatistics>> values =
      new LinkedHashMap<>();
  private volatile long dropped;

  JobMetrics() {}

  /** Adds to a metric that has no dimension but the job's name. */
  public JobMetrics add(MetricTerm metric, double amount) {
    return add(metric, "", amount);
  }

  /** As {@link #add(MetricTerm, double)}. */
  public JobMetrics add(MetricTerm metric, long amount) {
    return add(metric, "", (double) amount);
  }

  /** As {@link #add(MetricTerm, String, double)}. */
  public JobMetrics add(MetricTerm metric, String value, long amount) {
    return add(metric, value, (double) amount);
  }

  /**
   * Adds to a metric under one value of its dimension. Amounts are exact to 2^53; what is no
   * number, or less than nothing, would spoil the sum and is left out.
   *
   * @param value of {@link MetricTerm#dimension}; of more than 50 the rest count as {@code other}
   */
  public synchronized JobMetrics add(MetricTerm metric, String value, double amount) {
    if (amount >= 0 && amount < Double.POSITIVE_INFINITY) {
      Map<String, DoubleSummaryStatistics> byValue =
          values.computeIfAbsent(metric, m -> new TreeMap<>());
      String safe = SafeText.PLAIN.name(value);
      boolean told = byValue.containsKey(safe) || byValue.size() < MOST_VALUES;
      byValue
          .computeIfAbsent(told ? safe : OTHER, v -> new DoubleSummaryStatistics())
          .accept(amount);
    }
    return this;
  }

  /** How many values never arrived: all of them, or those that the receiver rejected. */
  public long dropped() {
    return dropped;
  }

  void sent(ExportResult result) {
    int all = series().size();
    dropped = result.sent() ? Math.min(result.rejected(), all) : all;
  }

  /** All that was added, each metric's series one after the other. */
  synchronized List<JobMetricData.Series> series() {
    List<JobMetricData.Series> all = new ArrayList<>();
    values.forEach(
        (metric, byValue) ->
            byValue.forEach(
                (value, added) -> all.add(new JobMetricData.Series(metric, value, added))));
    return all;
  }
}
