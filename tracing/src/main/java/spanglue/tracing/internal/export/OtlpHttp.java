package spanglue.tracing.internal.export;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;
import spanglue.tracing.internal.http.ReceiverUrl;

/** Posts a request of OTLP to one address, and says what became of it. Logs nothing. */
final class OtlpHttp {
  private final ReceiverUrl endpoint;
  private final String path;
  private final HttpPost http;

  /**
   * @param endpoint of the receiver, by any of its addresses
   * @param path of the signal
   * @param connectTimeout an address where nobody is any more does not even refuse
   */
  OtlpHttp(ReceiverUrl endpoint, String path, Duration connectTimeout) {
    this.endpoint = endpoint;
    this.path = path;
    this.http = new HttpPost(endpoint.url(), connectTimeout);
  }

  /** Returns within {@code nanos}, and has the request aborted that has no answer by then. */
  ExportResult post(URI address, byte[] body, long nanos) {
    return http.send(
        request(address, body, endpoint.authorization()),
        nanos,
        (status, headers, answer) ->
            new OtlpAnswer(status, headers, answer).result(endpoint, path));
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
