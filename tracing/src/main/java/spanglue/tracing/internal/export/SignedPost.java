package spanglue.tracing.internal.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import spanglue.tracing.internal.aws.AwsError;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;
import spanglue.tracing.internal.http.Endpoint;

/** Posts signed requests to one operation of AWS. */
final class SignedPost {
  private final Endpoint endpoint;
  private final URI url;
  private final Map<String, String> headers;
  private final String action;
  private final HttpPost http;

  /**
   * @param action what a policy must allow, such as {@code xray:PutTraceSegments}
   * @throws IllegalArgumentException if the endpoint's is no HTTP URL
   */
  SignedPost(
      Endpoint endpoint,
      String path,
      Map<String, String> headers,
      String action,
      Duration connectTimeout) {
    this.endpoint = endpoint;
    this.url = endpoint.at(path);
    this.headers = headers;
    this.action = action;
    this.http = new HttpPost(url, connectTimeout);
  }

  /**
   * Sends one request.
   *
   * @param taken what the body of an answer of status 200 means
   * @throws spanglue.tracing.internal.aws.MissingCredentialsException where nothing can sign it
   */
  ExportResult send(byte[] body, Duration atMost, Function<String, ExportResult> taken) {
    long end = System.nanoTime() + atMost.toNanos();
    var request = endpoint.post(url, headers, body).build(); // May ask for credentials first.
    return http.send(
        request,
        Math.max(1, end - System.nanoTime()),
        (status, answerHeaders, bytes) -> {
          String answer = new String(bytes, UTF_8);
          return status / 100 == 2
              ? taken.apply(answer)
              : refused(AwsError.of(status, answerHeaders, answer));
        });
  }

  private ExportResult refused(AwsError error) {
    return new ExportResult("http_" + error.status(), error.isRetryable(), error.told(action));
  }

  /** Loads what sending needs, credentials too. Sends nothing. */
  void warmUp() {
    endpoint.post(url, headers, new byte[0]).build();
  }
}
