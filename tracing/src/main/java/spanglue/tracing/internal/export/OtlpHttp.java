package spanglue.tracing.internal.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;
import spanglue.tracing.internal.http.ReceiverUrl;

/** Posts a request of OTLP to one address, and says what became of it. Logs nothing. */
final class OtlpHttp {
  private final OtlpEndpoint endpoint;
  private final ReceiverUrl url;
  private final String path;
  private final HttpPost http;

  /**
   * @param endpoint of the receiver, by any of its addresses
   * @param path of the signal
   * @param connectTimeout an address where nobody is any more does not even refuse
   */
  OtlpHttp(OtlpEndpoint endpoint, String path, Duration connectTimeout) {
    this.endpoint = endpoint;
    this.url = endpoint.at(path);
    this.path = endpoint.isWhole() ? "" : path;
    this.http = new HttpPost(url.url(), connectTimeout, endpoint.tls());
  }

  URI url() {
    return url.url();
  }

  /** Returns within {@code nanos}, and has the request aborted that has no answer by then. */
  ExportResult post(URI address, byte[] body, long nanos) {
    ExportResult result =
        http.send(
            request(address, body),
            nanos,
            (status, headers, answer) -> new OtlpAnswer(status, headers, answer).result(url, path));
    return result.told(endpoint.hidden(result.detail()));
  }

  private HttpRequest request(URI address, byte[] body) {
    HttpRequest.Builder request = plain(address, body);
    if (url.authorization() != null) {
      request.setHeader("Authorization", url.authorization());
    }
    if (endpoint.isGzipped()) {
      request.setHeader("Content-Encoding", "gzip");
    }
    endpoint.headers().forEach(request::setHeader);
    return request.build();
  }

  static byte[] gzipped(byte[] body) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(body);
    } catch (IOException notInMemory) {
      throw new UncheckedIOException(notInMemory);
    }
    return packed.toByteArray();
  }

  /** A request as every receiver takes it. */
  static HttpRequest.Builder plain(URI address, byte[] body) {
    return HttpRequest.newBuilder(address)
        .header("Content-Type", "application/x-protobuf")
        .header("User-Agent", "Spanglue-OTLP-Exporter-Java")
        .POST(BodyPublishers.ofByteArray(body));
  }
}
