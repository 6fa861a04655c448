package spanglue.tracing.internal.export;

import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import spanglue.tracing.internal.export.SpanDelivery.Outcome;
import spanglue.tracing.internal.http.HostAddresses;
import spanglue.tracing.internal.http.JdkSender;

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
   * @param deadline in terms of {@link System#nanoTime}
   */
  public static Outcome send(String endpoint, List<MetricData> metrics, long deadline) {
    AtomicReference<Outcome> outcome = new AtomicReference<>(Outcome.timeout("no answer in time"));
    Thread worker =
        new Thread(
            () -> outcome.set(sendRetrying(endpoint, metrics, deadline)), "spanglue-metrics");
    worker.setDaemon(true);
    worker.start();
    Wait.uninterrupted(worker, () -> deadline - System.nanoTime());
    return Objects.requireNonNull(outcome.get());
  }

  private static Outcome sendRetrying(String endpoint, List<MetricData> metrics, long deadline) {
    Outcome outcome = Outcome.timeout("no time was left");
    try {
      OtlpEndpoint<OtlpHttpMetricExporter> receiver =
          new OtlpEndpoint<>(endpoint, "/v1/metrics", new HostAddresses(), MetricsSender::exporter);
      boolean again = true;
      while (again && deadline - System.nanoTime() > 0) {
        outcome = receiver.sendOnce(e -> e.export(metrics), left(deadline));
        again = outcome.retryable() && !outcome.reason().equals("timeout");
        if (again) {
          LockSupport.parkNanos(Math.min(BACKOFF, deadline - System.nanoTime()));
        }
      }
      receiver.close(OtlpHttpMetricExporter::shutdown);
      return outcome;
    } catch (RuntimeException | LinkageError e) {
      return new Outcome("exporter_failed", false, e.toString());
    }
  }

  static OtlpHttpMetricExporter exporter(String url) {
    return OtlpHttpMetricExporter.builder()
        .setComponentLoader(new JdkSender())
        .setEndpoint(url)
        .setConnectTimeout(CONNECT)
        .setRetryPolicy(null)
        .build();
  }

  private static Duration left(long deadline) {
    return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
  }
}
