package spanglue.tracing.internal.segment;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code http} part of a segment, from the old and the new names of its attributes. */
final class SegmentHttp {
  /** New names, by the old ones that mean the same. */
  private static final Map<String, String> NEWER =
      Map.of(
          "http.method", "http.request.method",
          "http.user_agent", "user_agent.original",
          "http.status_code", "http.response.status_code",
          "http.url", "url.full",
          "http.scheme", "url.scheme");

  /** Make the call one over HTTP. */
  private static final Set<String> HTTP =
      Set.of(
          "http.method",
          "http.client_ip",
          "http.user_agent",
          "http.status_code",
          "http.url",
          "http.scheme",
          "http.host",
          "http.target",
          "http.server_name",
          "net.host.port",
          "url.path",
          "url.query");

  /** Say where it went, if it is one. */
  private static final Set<String> PLACE =
      Set.of(
          "http.url",
          "http.host",
          "http.server_name",
          "host.name",
          "net.host.name",
          "net.peer.name",
          "net.peer.ip",
          "network.peer.address",
          "server.address");

  private static final Set<String> OTHER = Set.of("net.peer.port", "client.address", "server.port");

  /** Spares spans that are no calls the search for all of these. */
  private static final Pattern MAYBE =
      Pattern.compile(
          "http\\.|url\\.|net\\.|network\\.|server\\.|client\\.|user_agent\\.|host\\.name");

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private SegmentHttp() {}

  /** Empty where the span is no HTTP call; what looks like one leaves the attributes even so. */
  static Map<String, Object> take(SpanData span, Map<String, Object> attributes) {
    if (attributes.keySet().stream().noneMatch(key -> MAYBE.matcher(key).lookingAt())) {
      return Map.of();
    }
    Map<String, Object> parts = new HashMap<>();
    NEWER.forEach((old, newer) -> take(attributes, newer, parts, old));
    for (Set<String> keys : Set.of(HTTP, PLACE, OTHER)) {
      keys.forEach(key -> take(attributes, key, parts, key));
    }
    if (parts.keySet().stream().noneMatch(HTTP::contains)) {
      return Map.of();
    }
    boolean server = span.getKind() == SpanKind.SERVER;
    boolean hasPlace = parts.keySet().stream().anyMatch(PLACE::contains);
    Object peer = parts.getOrDefault("net.peer.ip", address(parts, "network.peer.address"));
    Object client = parts.getOrDefault("http.client_ip", address(parts, "client.address"));
    SegmentFields request = new SegmentFields();
    request.put("x_forwarded_for", (peer == null && client != null) ? true : null);
    request.put("method", parts.get("http.method"));
    request.put("url", hasPlace ? url(parts, server) : null);
    request.put("user_agent", parts.get("http.user_agent"));
    request.put("client_ip", client == null ? peer : client);
    SegmentFields response = new SegmentFields();
    response.put("status", parts.get("http.status_code"));
    response.put("content_length", 0L); // Only events of long ago say more.
    return new SegmentFields()
        .putAlways("request", request.asMap())
        .putAlways("response", response.asMap())
        .asMap();
  }

  private static void take(
      Map<String, Object> attributes, String key, Map<String, Object> parts, String as) {
    Object value = attributes.remove(key);
    if (value != null) {
      parts.put(as, value);
    }
  }

  private static @Nullable Object address(Map<String, Object> parts, String key) {
    Object value = parts.get(key);
    return (value instanceof String text && ADDRESS.matcher(text).matches()) ? text : null;
  }

  private static String url(Map<String, Object> parts, boolean server) {
    if (parts.get("http.url") instanceof String url) {
      return url;
    }
    String scheme = first(parts, "http", "http.scheme");
    String host = first(parts, "", "http.host");
    String port = "";
    if (!parts.containsKey("http.host")) {
      host =
          server
              ? first(parts, "", "http.server_name", "net.host.name", "host.name", "server.address")
              : first(parts, "", "net.peer.name", "net.peer.ip", "server.address");
      port =
          server
              ? first(parts, "", "net.host.port", "server.port")
              : first(parts, "", "net.peer.port");
    }
    boolean usual = port.equals(scheme.equals("https") ? "443" : "80");
    String query = first(parts, "", "url.query");
    String path = first(parts, "/", "url.path");
    String rest = query.isEmpty() || query.startsWith("?") ? path + query : path + "?" + query;
    return scheme
        + "://"
        + host
        + (port.isEmpty() || usual ? "" : ":" + port)
        + first(parts, rest, "http.target");
  }

  private static String first(Map<String, Object> parts, String otherwise, String... keys) {
    for (String key : keys) {
      if (parts.get(key) != null) {
        return String.valueOf(parts.get(key));
      }
    }
    return otherwise;
  }
}
