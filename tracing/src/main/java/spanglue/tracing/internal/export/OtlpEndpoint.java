package spanglue.tracing.internal.export;

import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import io.opentelemetry.exporter.otlp.internal.HttpExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.export.SpanDelivery.Outcome;
import spanglue.tracing.internal.http.HostAddresses;

/**
 * A receiver of OTLP over HTTP, which may be several behind one name: a request goes to the address
 * that failed least, and on to the next one where that does not answer.
 *
 * @param <E> the exporter of one signal
 */
final class OtlpEndpoint<E> {
  /** What OTLP calls retryable, and 500: the collector's answer when X-Ray throttles it. */
  private static final Set<Integer> RETRYABLE = Set.of(429, 500, 502, 503, 504);

  /** Held, so that the level stays. Every failure is counted here and told in one line. */
  private static final Logger EXPORTER_LOG = Logger.getLogger(HttpExporter.class.getName());

  private final URI url;
  private final HostAddresses dns;
  private final Function<String, E> exporterAt;
  private final Map<URI, E> exporters = new HashMap<>();
  private final Map<URI, Integer> failures = new HashMap<>();

  /**
   * @param endpoint base URL
   * @param path of the signal, such as {@code /v1/traces}; added where the endpoint lacks it
   * @param exporterAt makes the exporter for a URL
   * @throws IllegalArgumentException if {@code endpoint} is no HTTP URL
   */
  OtlpEndpoint(String endpoint, String path, HostAddresses dns, Function<String, E> exporterAt) {
    EXPORTER_LOG.setLevel(Level.OFF);
    String base = endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
    this.url = URI.create(base.endsWith(path) ? base : base + path);
    this.dns = dns;
    this.exporterAt = exporterAt;
    if (url.getHost() == null || !Set.of("http", "https").contains(url.getScheme())) {
      throw new IllegalArgumentException(
          "it is no URL of an OTLP/HTTP receiver, such as http://localhost:4318");
    }
  }

  /** Sends one request, to one address after the other until one answers or all are tried. */
  Outcome send(Function<E, CompletableResultCode> request, Duration atMost) {
    return send(request, atMost, outcome -> !outcome.answered());
  }

  /**
   * As {@link #send}, for what must not arrive twice: where a request may have been taken, the next
   * address does not get it.
   */
  Outcome sendOnce(Function<E, CompletableResultCode> request, Duration atMost) {
    return send(request, atMost, outcome -> outcome.reason().equals("unreachable"));
  }

  private Outcome send(
      Function<E, CompletableResultCode> request, Duration atMost, Predicate<Outcome> goesOn) {
    long deadline = System.nanoTime() + atMost.toNanos();
    List<URI> addresses = new ArrayList<>(dns.of(url));
    addresses.sort(Comparator.comparingInt(address -> failures.getOrDefault(address, 0)));
    Outcome outcome = Outcome.timeout("no time was left");
    for (int i = 0; i < addresses.size() && deadline - System.nanoTime() > 0; i++) {
      // Each address gets its share, so that one which hangs leaves time for the others.
      long share = (deadline - System.nanoTime()) / (addresses.size() - i);
      outcome = send(request, addresses.get(i), share);
      if (!goesOn.test(outcome)) {
        break;
      }
    }
    return outcome;
  }

  void close(Consumer<E> shutdown) {
    exporters.values().forEach(shutdown);
  }

  private Outcome send(Function<E, CompletableResultCode> request, URI address, long nanos) {
    E exporter = exporters.computeIfAbsent(address, at -> exporterAt.apply(at.toString()));
    CompletableResultCode result = request.apply(exporter);
    result.join(nanos, TimeUnit.NANOSECONDS);
    if (result.isSuccess()) {
      failures.remove(address);
      return Outcome.SENT;
    }
    failures.merge(address, 1, Integer::sum);
    String where = address.equals(url) ? "" : "at " + address.getHost() + ": ";
    return result.isDone()
        ? failure(result.getFailureThrowable(), where)
        : Outcome.timeout(where + "no answer in time");
  }

  private static Outcome failure(@Nullable Throwable thrown, String where) {
    HttpResponse response = thrown instanceof HttpExportException http ? http.getResponse() : null;
    if (response != null) {
      int status = response.getStatusCode();
      return new Outcome(
          "http_" + status, RETRYABLE.contains(status), where + "HTTP status " + status);
    }
    return Outcome.unreachable(where + unwrapped(thrown));
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
}
