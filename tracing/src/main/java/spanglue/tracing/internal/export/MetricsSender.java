package spanglue.tracing.internal.export;

import io.opentelemetry.sdk.metrics.data.MetricData;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import spanglue.tracing.internal.export.MetricsDelivery.Receiver;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;

/**
 * Sends a job's metrics, and a request again where the receiver did not take it. One without an
 * answer may have been taken, and what is sent twice counts twice: it is not tried again.
 */
public final class MetricsSender {
  /** Short: of an address that nobody answers at, it is known that nothing was taken there. */
  static final Duration CONNECT = Duration.ofMillis(400);

  private MetricsSender() {}

  /**
   * Returns by the deadline, whatever the receiver does.
   *
   * @param end the deadline, in terms of {@link System#nanoTime}
   */
  public static ExportResult send(Receiver to, List<MetricData> metrics, long end) {
    long now = System.nanoTime();
    Duration atMost = Duration.ofNanos(end - now);
    Deadline deadline = new Deadline(now, atMost, atMost);
    AtomicReference<ExportResult> last =
        new AtomicReference<>(ExportResult.timeout("no answer in time"));
    Thread worker = new Thread(() -> sendAll(to, metrics, deadline, last), "spanglue-metrics");
    worker.setDaemon(true);
    worker.start();
    deadline.join(worker, Duration.ZERO);
    return Objects.requireNonNull(last.get());
  }

  /** Says in {@code last} what came of it so far; the first request that is not taken ends it. */
  private static void sendAll(
      Receiver to,
      List<MetricData> metrics,
      Deadline deadline,
      AtomicReference<ExportResult> last) {
    try {
      MetricsDelivery delivery = to.delivery().get();
      boolean taken = true;
      for (byte[] request : delivery.requests(metrics)) {
        taken = taken && sendRetrying(delivery, request, deadline, last);
      }
    } catch (IllegalArgumentException e) {
      last.set(ExportResult.badEndpoint(e));
    } catch (RuntimeException | LinkageError e) {
      last.set(ExportResult.failed(e));
    }
  }

  /** Whether the receiver took it. */
  private static boolean sendRetrying(
      MetricsDelivery delivery,
      byte[] request,
      Deadline deadline,
      AtomicReference<ExportResult> last) {
    last.set(ExportResult.timeout("no answer in time"));
    Backoff backoff = new Backoff(deadline);
    while (deadline.left() > 0) {
      Duration atMost = Duration.ofNanos(Math.max(1, deadline.left()));
      ExportResult tried = backoff.consider(delivery.sendAtMostOnce(request, atMost));
      last.set(tried);
      if (!tried.retryable() || tried.isUnknown()) {
        return tried.sent();
      }
      backoff.await(tried);
    }
    return false;
  }
}
