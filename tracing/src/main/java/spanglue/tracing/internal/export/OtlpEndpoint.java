package spanglue.tracing.internal.export;

import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.http.ReceiverUrl;

/**
 * A receiver of OTLP over HTTP, and how it wants its requests.
 *
 * @param url its base URL, or that of one signal alone
 * @param isWhole whether nothing is to be added to the URL
 * @param headers that each request has; they are secrets, as a rule
 * @param isGzipped whether requests are compressed
 * @param timeout the most that a request may take; null where the time for all is the only bound
 * @param tls by which certificates it is known; null by those that the JVM trusts
 */
public record OtlpEndpoint(
    String url,
    boolean isWhole,
    Map<String, String> headers,
    boolean isGzipped,
    @Nullable Duration timeout,
    @Nullable SSLContext tls) {
  /** One that takes requests as they are. */
  public static OtlpEndpoint of(String url) {
    return new OtlpEndpoint(url, false, Map.of(), false, null, null);
  }

  /**
   * Where requests of one signal go.
   *
   * @param path of the signal, such as {@code /v1/traces}; added to a base URL that lacks it
   * @throws IllegalArgumentException if the URL is no HTTP URL
   */
  ReceiverUrl at(String path) {
    try {
      return ReceiverUrl.of(url, isWhole ? "" : path);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          e.getMessage() + " of an OTLP receiver, such as http://localhost:4318", e);
    }
  }

  /** {@code atMost}, or the timeout where that is less. */
  Duration within(Duration atMost) {
    return timeout != null && timeout.compareTo(atMost) < 0 ? timeout : atMost;
  }

  /** {@code text} without the headers' values, which a receiver may quote. */
  String hidden(String text) {
    String safe = text;
    for (String value : headers.values()) {
      safe = value.isBlank() ? safe : safe.replace(value, "***");
    }
    return safe;
  }

  /** As a log may say it. */
  @Override
  public String toString() {
    return ReceiverUrl.shown(url);
  }
}
