package spanglue.tracing.internal.export;

import io.opentelemetry.sdk.metrics.data.MetricData;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;
import spanglue.tracing.internal.http.DnsResolver;

/**
 * Sends a job's metrics as OTLP over HTTP in one request, and again where the receiver did not take
 * them. A request without an answer may have been taken, and what is sent twice counts twice: it is
 * not tried again.
 */
public final class MetricsSender {
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
    long now = System.nanoTime();
    Duration atMost = Duration.ofNanos(end - now);
    Deadline deadline = new Deadline(now, atMost, atMost);
    AtomicReference<ExportResult> last =
        new AtomicReference<>(ExportResult.timeout("no answer in time"));
    Thread worker =
        new Thread(() -> sendRetrying(endpoint, metrics, deadline, last), "spanglue-metrics");
    worker.setDaemon(true);
    worker.start();
    deadline.join(worker, Duration.ZERO);
    return Objects.requireNonNull(last.get());
  }

  /** Says in {@code last} what came of it so far. */
  private static void sendRetrying(
      String endpoint,
      List<MetricData> metrics,
      Deadline deadline,
      AtomicReference<ExportResult> last) {
    try {
      FailoverExporter exporter =
          new FailoverExporter(endpoint, "/v1/metrics", CONNECT, new DnsResolver());
      byte[] request = OtlpProtobuf.metrics(metrics);
      Backoff backoff = new Backoff(deadline);
      while (deadline.left() > 0) {
        Duration atMost = Duration.ofNanos(Math.max(1, deadline.left()));
        ExportResult tried = backoff.consider(exporter.sendAtMostOnce(request, atMost));
        last.set(tried);
        if (!tried.retryable() || tried.isUnknown()) {
          return;
        }
        backoff.await(tried);
      }
    } catch (IllegalArgumentException e) {
      last.set(ExportResult.badEndpoint(e));
    } catch (RuntimeException | LinkageError e) {
      last.set(ExportResult.failed(e));
    }
  }
}
