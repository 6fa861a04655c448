package spanglue.tracing.internal.parent;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.http.DnsResolver;
import spanglue.tracing.internal.http.HttpClients;

/** X-Ray's {@code BatchGetTraces}, unsigned: the collector's awsproxy signs it on its way. */
final class XRayClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final Duration CONNECT = Duration.ofSeconds(1);

  private final HttpClient http;
  private final URI traces;
  private final DnsResolver dns;

  /**
   * @param endpoint base URL of the API
   * @throws IllegalArgumentException if it is no URL
   */
  XRayClient(String endpoint) {
    this(endpoint, new DnsResolver());
  }

  XRayClient(String endpoint, DnsResolver dns) {
    this.dns = dns;
    String base = endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
    this.traces = URI.create(base + "/Traces");
    HttpRequest.newBuilder(traces); // Refuses what is no http or https URL.
    this.http = HttpClients.of(traces, CONNECT);
  }

  /**
   * One call.
   *
   * @param xrayTraceId the trace, in X-Ray's spelling
   * @param nextToken of the answer before; null asks for the first part
   * @throws IOException if there is no answer, or it is not 200, or it is no JSON object
   */
  XRayTraceDocument batchGetTraces(String xrayTraceId, @Nullable String nextToken)
      throws IOException, InterruptedException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("TraceIds", List.of(xrayTraceId));
    if (nextToken != null) {
      body.put("NextToken", nextToken);
    }
    HttpResponse<String> answer = post(JSON.std.asString(body));
    if (answer.statusCode() != 200) {
      throw new IOException("POST " + traces + " answered " + answer.statusCode());
    }
    return XRayTraceDocument.parse(answer.body());
  }

  /** Asks one address of the host after the other: of a collector's tasks one may be dead. */
  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    IOException last = new IOException("no address of " + traces);
    for (URI address : dns.resolve(traces)) {
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .timeout(TIMEOUT)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body))
              .build();
      try {
        return http.send(request, BodyHandlers.ofString());
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }
}
