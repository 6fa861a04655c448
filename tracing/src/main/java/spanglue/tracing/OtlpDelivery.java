package spanglue.tracing;

import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.internal.HttpExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends spans as OTLP over HTTP (protobuf). */
final class OtlpDelivery implements SpanDelivery {
  /** What OTLP calls retryable, and 500: the collector's answer when X-Ray throttles it. */
  private static final Set<Integer> RETRYABLE = Set.of(429, 500, 502, 503, 504);

  /** Held, so that the level stays. Every failure is counted here and told in one line. */
  private static final Logger EXPORTER_LOG = Logger.getLogger(HttpExporter.class.getName());

  private final OtlpHttpSpanExporter exporter;

  /**
   * @param endpoint base URL; {@code /v1/traces} is added
   * @param timeout the most that one request may take
   * @throws IllegalArgumentException if {@code endpoint} is no HTTP URL
   */
  OtlpDelivery(String endpoint, Duration timeout) {
    EXPORTER_LOG.setLevel(Level.OFF);
    exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(tracesUrl(endpoint))
            .setTimeout(timeout)
            .setConnectTimeout(timeout)
            .setRetryPolicy(null)
            .setMemoryMode(MemoryMode.IMMUTABLE_DATA)
            .build();
  }

  @Override
  public Outcome send(List<SpanData> spans, Duration atMost) {
    CompletableResultCode result = exporter.export(spans);
    result.join(atMost.toNanos(), TimeUnit.NANOSECONDS);
    if (!result.isDone()) {
      return new Outcome("timeout", true, "no answer in time");
    }
    return result.isSuccess() ? Outcome.SENT : failure(result.getFailureThrowable());
  }

  @Override
  public void close() {
    exporter.shutdown();
  }

  private static Outcome failure(@Nullable Throwable thrown) {
    HttpResponse response = thrown instanceof HttpExportException http ? http.getResponse() : null;
    if (response != null) {
      int status = response.getStatusCode();
      return new Outcome("http_" + status, RETRYABLE.contains(status), "HTTP status " + status);
    }
    return new Outcome("unreachable", true, String.valueOf(unwrapped(thrown)));
  }

  private static @Nullable Throwable unwrapped(@Nullable Throwable thrown) {
    Throwable inner = thrown;
    while (inner instanceof HttpExportException
        || inner instanceof CompletionException
        || inner instanceof UncheckedIOException) {
      inner = inner.getCause();
    }
    return inner;
  }

  private static String tracesUrl(String endpoint) {
    String base = endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
    return base.endsWith("/v1/traces") ? base : base + "/v1/traces";
  }
}
