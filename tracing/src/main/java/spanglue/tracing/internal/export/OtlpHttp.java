package spanglue.tracing.internal.export;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;
import spanglue.tracing.internal.http.HttpClients;
import spanglue.tracing.internal.http.ReceiverUrl;

/** Posts a request of OTLP to one address, and says what became of it. Logs nothing. */
final class OtlpHttp {
  /**
   * For the body, once the head of the answer is there: that alone says what became of the request.
   * At most a quarter of what the request may take.
   */
  private static final long MOST_FOR_BODY = Duration.ofSeconds(1).toNanos();

  private final ReceiverUrl endpoint;
  private final String path;
  private final HttpClient client;

  /**
   * @param endpoint of the receiver, by any of its addresses
   * @param path of the signal
   * @param connectTimeout an address where nobody is any more does not even refuse
   */
  OtlpHttp(ReceiverUrl endpoint, String path, Duration connectTimeout) {
    this.endpoint = endpoint;
    this.path = path;
    this.client = HttpClients.of(endpoint.url(), connectTimeout);
  }

  /** Returns within {@code nanos}, and has the request aborted that has no answer by then. */
  ExportResult post(URI address, byte[] body, long nanos) {
    long end = System.nanoTime() + nanos;
    PartialAnswer answer = new PartialAnswer();
    CompletableFuture<?> exchange =
        client.sendAsync(request(address, body, endpoint.authorization()), answer);
    ExportResult failure = ExportResult.timeout("interrupted");
    try {
      CompletableFuture.anyOf(answer.head(), exchange).get(nanos, TimeUnit.NANOSECONDS);
      long left = Math.min(Math.min(MOST_FOR_BODY, nanos / 4), end - System.nanoTime());
      exchange.get(left, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      failure = NoAnswer.inTime(address);
    } catch (ExecutionException e) {
      failure = NoAnswer.of(e.getCause(), address);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.cancel(true);
    ResponseInfo head = answer.head().getNow(null);
    return head == null
        ? failure
        : new OtlpAnswer(head.statusCode(), head.headers(), answer.body()).result(endpoint, path);
  }

  static HttpRequest request(URI address, byte[] body, @Nullable String authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-protobuf")
            .header("User-Agent", "Spanglue-OTLP-Exporter-Java")
            .POST(BodyPublishers.ofByteArray(body));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return request.build();
  }
}
