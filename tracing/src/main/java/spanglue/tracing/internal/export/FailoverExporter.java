package spanglue.tracing.internal.export;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;
import spanglue.tracing.internal.http.DnsResolver;

/**
 * Exports to a receiver of OTLP over HTTP, which may be several behind one name: a request goes to
 * the address that failed least, and on to the next one where that does not answer.
 */
final class FailoverExporter {
  private final OtlpEndpoint endpoint;
  private final URI url;
  private final DnsResolver dns;
  private final OtlpHttp http;
  private final Map<URI, Integer> failures = new HashMap<>();

  /**
   * @param path of the signal, such as {@code /v1/traces}; added where the endpoint lacks it
   * @throws IllegalArgumentException if {@code endpoint} is no HTTP URL
   */
  FailoverExporter(OtlpEndpoint endpoint, String path, Duration connectTimeout, DnsResolver dns) {
    this.endpoint = endpoint;
    this.http = new OtlpHttp(endpoint, path, connectTimeout);
    this.url = http.url();
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
    long deadline = System.nanoTime() + endpoint.within(atMost).toNanos();
    byte[] body = endpoint.isGzipped() ? OtlpHttp.gzipped(request) : request;
    List<URI> addresses = new ArrayList<>(dns.resolve(url));
    addresses.sort(Comparator.comparingInt(address -> failures.getOrDefault(address, 0)));
    ExportResult result = ExportResult.timeout("no time was left");
    for (int i = 0; i < addresses.size() && deadline - System.nanoTime() > 0; i++) {
      // Each address gets its share, so that one which hangs leaves time for the others.
      long share = (deadline - System.nanoTime()) / (addresses.size() - i);
      result = post(addresses.get(i), body, share);
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
}
