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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;
import spanglue.tracing.internal.http.DnsResolver;
import spanglue.tracing.internal.http.HttpClients;

/**
 * Exports to a receiver of OTLP over HTTP, which may be several behind one name: a request goes to
 * the address that failed least, and on to the next one where that does not answer.
 */
final class FailoverExporter {
  private final URI url;
  private final DnsResolver dns;
  private final OtlpHttp http;
  private final Map<URI, Integer> failures = new HashMap<>();

  /**
   * @param endpoint base URL
   * @param path of the signal, such as {@code /v1/traces}; added where the endpoint lacks it
   * @throws IllegalArgumentException if {@code endpoint} is no HTTP URL
   */
  FailoverExporter(String endpoint, String path, Duration connectTimeout, DnsResolver dns) {
    String base = endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
    this.url = URI.create(base.endsWith(path) ? base : base + path);
    if (url.getHost() == null || !Set.of("http", "https").contains(url.getScheme())) {
      throw new IllegalArgumentException(
          "it is no URL of an OTLP/HTTP receiver, such as http://localhost:4318");
    }
    this.http = new OtlpHttp(url, connectTimeout);
    this.dns = dns;
  }

  /** Sends one request, to one address after the other until one answers or all are tried. */
  ExportResult send(byte[] request, Duration atMost) {
    return send(request, atMost, result -> !result.responded());
  }

  /**
   * As {@link #send}, for what must not arrive twice: where a request may have been taken, the next
   * address does not get it.
   */
  ExportResult sendAtMostOnce(byte[] request, Duration atMost) {
    return send(request, atMost, ExportResult::isUnreachable);
  }

  private ExportResult send(byte[] request, Duration atMost, Predicate<ExportResult> goesOn) {
    long deadline = System.nanoTime() + atMost.toNanos();
    List<URI> addresses = new ArrayList<>(dns.resolve(url));
    addresses.sort(Comparator.comparingInt(address -> failures.getOrDefault(address, 0)));
    ExportResult result = ExportResult.timeout("no time was left");
    for (int i = 0; i < addresses.size() && deadline - System.nanoTime() > 0; i++) {
      // Each address gets its share, so that one which hangs leaves time for the others.
      long share = (deadline - System.nanoTime()) / (addresses.size() - i);
      result = post(addresses.get(i), request, share);
      if (!goesOn.test(result)) {
        break;
      }
    }
    return result;
  }

  private ExportResult post(URI address, byte[] request, long nanos) {
    ExportResult result = http.post(address, request, nanos);
    if (result.sent()) {
      failures.remove(address);
    } else {
      failures.merge(address, 1, Integer::sum);
    }
    return address.equals(url) ? result : result.at(address.getHost());
  }

  /** Posts a request of OTLP to one address, and says what the answer means. Logs nothing. */
  static final class OtlpHttp {
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
}
