package spanglue.tracing.internal.export;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;
import spanglue.tracing.internal.http.HttpClients;

/** Posts a request to one address, and says what became of it. Logs nothing. */
final class HttpPost {
  /**
   * For the body, once the head of the answer is there: that alone says what became of the request.
   * At most a quarter of what the request may take.
   */
  private static final long MOST_FOR_BODY = Duration.ofSeconds(1).toNanos();

  private final HttpClient client;

  /**
   * @param url of the receiver, by any of its addresses
   * @param connectTimeout an address where nobody is any more does not even refuse
   */
  HttpPost(URI url, Duration connectTimeout) {
    this(url, connectTimeout, null);
  }

  /**
   * @param tls in the place of the JVM's own
   */
  HttpPost(URI url, Duration connectTimeout, @Nullable SSLContext tls) {
    this.client = HttpClients.of(url, connectTimeout, tls);
  }

  /** Says what an answer means. */
  @FunctionalInterface
  interface Meaning {
    /** Of the body it gets as much as came. */
    ExportResult of(int status, HttpHeaders headers, byte[] body);
  }

  /** Returns within {@code nanos}, and has the request aborted that has no answer by then. */
  ExportResult send(HttpRequest request, long nanos, Meaning meaning) {
    long end = System.nanoTime() + nanos;
    PartialAnswer answer = new PartialAnswer();
    CompletableFuture<?> exchange = client.sendAsync(request, answer);
    ExportResult failure = ExportResult.timeout("interrupted");
    try {
      CompletableFuture.anyOf(answer.head(), exchange).get(nanos, TimeUnit.NANOSECONDS);
      long left = Math.min(Math.min(MOST_FOR_BODY, nanos / 4), end - System.nanoTime());
      exchange.get(left, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      failure = NoAnswer.inTime(request.uri());
    } catch (ExecutionException e) {
      failure = NoAnswer.of(e.getCause(), request.uri());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.cancel(true);
    ResponseInfo head = answer.head().getNow(null);
    return head == null ? failure : meaning.of(head.statusCode(), head.headers(), answer.body());
  }
}
