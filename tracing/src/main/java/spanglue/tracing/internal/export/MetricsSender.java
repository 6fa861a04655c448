package spanglue.tracing.internal.export;

import io.opentelemetry.sdk.metrics.data.MetricData;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;
import spanglue.tracing.internal.http.DnsResolver;

/**
 * Sends a job's metrics as OTLP over HTTP in one request, and again where the receiver did not take
 * them. A request without an answer may have been taken, and what is sent twice counts twice: it is
 * not tried again.
 */
public final class MetricsSender {
  private static final long BACKOFF = Duration.ofMillis(200).toNanos();

  /** Short: of an address that nobody answers at, it is known that nothing was taken there. */
  private static final Duration CONNECT = Duration.ofMillis(400);

  private MetricsSender() {}

  /**
   * Returns by the deadline, whatever the receiver does.
   *
   * @param endpoint base URL; {@code /v1/metrics} is added
   * @param end the deadline, in terms of {@link System#nanoTime}
   */
  public static ExportResult send(String endpoint, List<MetricData> metrics, long end) {
    Duration atMost = Duration.ofNanos(end - System.nanoTime());
    Deadline deadline = new Deadline(atMost, atMost);
    AtomicReference<ExportResult> result =
        new AtomicReference<>(ExportResult.timeout("no answer in time"));
    Thread worker =
        new Thread(() -> result.set(sendRetrying(endpoint, metrics, deadline)), "spanglue-metrics");
    worker.setDaemon(true);
    worker.start();
    deadline.join(worker, Duration.ZERO);
    return Objects.requireNonNull(result.get());
  }

  private static ExportResult sendRetrying(
      String endpoint, List<MetricData> metrics, Deadline deadline) {
    ExportResult result = ExportResult.timeout("no time was left");
    try {
      FailoverExporter exporter =
          new FailoverExporter(endpoint, "/v1/metrics", CONNECT, new DnsResolver());
      byte[] request = OtlpProtobuf.metrics(metrics);
      boolean again = true;
      while (again && deadline.left() > 0) {
        result = exporter.sendAtMostOnce(request, Duration.ofNanos(Math.max(1, deadline.left())));
        again = result.retryable() && !result.isUnknown();
        if (again) {
          LockSupport.parkNanos(Math.min(BACKOFF, deadline.left()));
        }
      }
      return result;
    } catch (RuntimeException | LinkageError e) {
      return ExportResult.failed(e);
    }
  }
}
