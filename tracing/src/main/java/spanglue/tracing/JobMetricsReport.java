package spanglue.tracing;

import io.opentelemetry.sdk.metrics.data.MetricData;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.export.JobMetricData;
import spanglue.tracing.internal.export.JobMetricData.Origin;
import spanglue.tracing.internal.export.MetricsDelivery.Receiver;
import spanglue.tracing.internal.export.MetricsSender;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;
import spanglue.tracing.internal.text.SafeText;
import spanglue.tracing.vocabulary.JobMetric;

/** The one report that a job's metrics make, at its end. */
final class JobMetricsReport {
  private static final Duration MOST_RESERVE = Duration.ofSeconds(1);

  private final JobMetrics metrics = new JobMetrics();
  private final String jobName;
  private final @Nullable Receiver receiver;
  private final Duration timeout;
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();
  private long endNanos = startNanos;

  /**
   * @param receiver null where nothing is to be sent
   * @param recorded whether the job's trace is: metrics of one that nobody wants are not sent
   *     either
   */
  JobMetricsReport(JobTracingConfig config, @Nullable Receiver receiver, boolean recorded) {
    this.jobName = SafeText.PLAIN.name(config.jobName);
    this.receiver = recorded ? receiver : null;
    this.timeout = config.flushTimeout;
  }

  /** How long sending spans may take, so that metrics are sent even where nobody takes spans. */
  static Duration timeForSpans(Duration timeout) {
    return timeout.minus(reserve(timeout));
  }

  private static Duration reserve(Duration timeout) {
    Duration fifth = timeout.dividedBy(5);
    return fifth.compareTo(MOST_RESERVE) < 0 ? fifth : MOST_RESERVE;
  }

  JobMetrics metrics() {
    return metrics;
  }

  /** The job's work is over. */
  void end() {
    endNanos = System.nanoTime();
  }

  /**
   * Sends what was counted.
   *
   * @param since when the time for sending began to run, in terms of {@link System#nanoTime}
   * @return what became of it, told of the job and the receiver
   */
  ExportResult send(TelemetryCounts spans, long since) {
    if (receiver == null) {
      return ExportResult.SENT;
    }
    Duration duration = Duration.ofNanos(endNanos - startNanos);
    metrics
        .add(JobMetric.JOB_DURATION, duration.toNanos() / 1e9)
        .add(JobMetric.SPANS_DROPPED, spans.droppedTotal());
    List<MetricData> data =
        JobMetricData.of(metrics.series(), new Origin(jobName, start, start.plus(duration)));
    long deadline =
        Math.max(since + timeout.toNanos(), System.nanoTime() + reserve(timeout).toNanos());
    ExportResult result = MetricsSender.send(receiver, data, deadline);
    metrics.sent(result);
    return result.detail().isEmpty()
        ? result
        : result.told(receiver.name() + ": " + result.detail());
  }
}
