package spanglue.tracing.internal.parent;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.aws.AwsError;
import spanglue.tracing.internal.http.DnsResolver;
import spanglue.tracing.internal.http.Endpoint;
import spanglue.tracing.internal.http.HttpClients;

/**
 * X-Ray's {@code BatchGetTraces}: of X-Ray itself, signed, or unsigned by the collector's awsproxy,
 * which signs it on its way.
 */
final class XRayClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final Duration CONNECT = Duration.ofSeconds(1);

  private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");

  private final Endpoint endpoint;
  private final HttpClient http;
  private final URI traces;
  private final DnsResolver dns;

  /**
   * @throws IllegalArgumentException if the endpoint's is no URL
   */
  XRayClient(Endpoint endpoint) {
    this(endpoint, new DnsResolver());
  }

  XRayClient(Endpoint endpoint, DnsResolver dns) {
    this.endpoint = endpoint;
    this.dns = dns;
    this.traces = endpoint.at("/Traces");
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
      throw new IOException("POST " + traces + " answered " + refusal(answer));
    }
    return XRayTraceDocument.parse(answer.body());
  }

  private String refusal(HttpResponse<String> answer) {
    return endpoint.isSigned()
        ? AwsError.of(answer.statusCode(), answer.headers(), answer.body())
            .told("xray:BatchGetTraces")
        : String.valueOf(answer.statusCode());
  }

  /** Asks one address of the host after the other: of a collector's tasks one may be dead. */
  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    IOException last = new IOException("no address of " + traces);
    for (URI address : dns.resolve(traces)) {
      HttpRequest request =
          endpoint.post(address, HEADERS, body.getBytes(UTF_8)).timeout(TIMEOUT).build();
      try {
        return http.send(request, BodyHandlers.ofString());
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }
}
