package spanglue.tracing.internal.export;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.http.HttpClients;

/** Posts a request of OTLP to one address, and says what the answer means. Logs nothing. */
final class OtlpHttp {
  /** What OTLP calls retryable, and 500: the collector's answer when X-Ray throttles it. */
  private static final Set<Integer> RETRYABLE = Set.of(429, 500, 502, 503, 504);

  private final HttpClient client;

  /**
   * @param url of the receiver, by any of its addresses
   * @param connectTimeout an address where nobody is any more does not even refuse
   */
  OtlpHttp(URI url, Duration connectTimeout) {
    this.client = HttpClients.of(url, connectTimeout);
  }

  /** Returns within {@code nanos}, and has the request aborted that has no answer by then. */
  ExportResult post(URI address, byte[] body, long nanos) {
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request(address, body), BodyHandlers.discarding());
    try {
      return result(answer.get(nanos, TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return ExportResult.timeout("no answer in time");
    } catch (ExecutionException e) {
      return result(e.getCause());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return ExportResult.timeout("interrupted");
    }
  }

  static HttpRequest request(URI address, byte[] body) {
    return HttpRequest.newBuilder(address)
        .header("Content-Type", "application/x-protobuf")
        .header("User-Agent", "Spanglue-OTLP-Exporter-Java")
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  private static ExportResult result(@Nullable Throwable failure) {
    boolean connected =
        !(failure instanceof ConnectException
            || failure instanceof HttpConnectTimeoutException
            || failure instanceof SSLHandshakeException);
    String detail = String.valueOf(failure);
    return connected ? ExportResult.connectionLost(detail) : ExportResult.unreachable(detail);
  }

  private static ExportResult result(HttpResponse<?> answer) {
    int status = answer.statusCode();
    return status / 100 == 2
        ? ExportResult.SENT
        : new ExportResult("http_" + status, RETRYABLE.contains(status), "HTTP status " + status);
  }
}
