package spanglue.tracing.internal.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

/**
 * A receiver's base URL, and what its requests need to be taken.
 *
 * @param signer makes the headers that are to be added
 */
public record Endpoint(String url, Signer signer) {
  private static final Signer NONE = (address, headers, body) -> Map.of();

  /** Signs a request before it goes out. */
  @FunctionalInterface
  public interface Signer {
    /** The headers to add to a POST of {@code body} to {@code address}. */
    Map<String, String> headers(URI address, Map<String, String> headers, byte[] body);
  }

  /** One that takes requests as they are. */
  public static Endpoint unsigned(String url) {
    return new Endpoint(url, NONE);
  }

  /** Whether its requests are signed, as AWS's own services want it. */
  public boolean isSigned() {
    return signer != NONE;
  }

  /**
   * The URL with {@code path} behind it, unless it has that already.
   *
   * @throws IllegalArgumentException if it is no HTTP URL
   */
  public URI at(String path) {
    return ReceiverUrl.of(url, path).url();
  }

  /** As a log may say it. */
  public String name() {
    return ReceiverUrl.shown(url);
  }

  /**
   * A request to one of the addresses that the endpoint has.
   *
   * @param headers all that it has beside those of the signature
   */
  public HttpRequest.Builder post(URI address, Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::setHeader);
    signer.headers(address, headers, body).forEach(request::setHeader);
    return request;
  }
}
