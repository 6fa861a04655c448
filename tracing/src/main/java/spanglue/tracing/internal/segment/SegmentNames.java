package spanglue.tracing.internal.segment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the exporter names a segment, and the namespace that it puts it in. */
public final class SegmentNames {
  /** The collector takes it out of span names only. */
  public static final Pattern NOT_IN_A_NAME = Pattern.compile("[^ 0-9\\p{L}_.:/%&#=+\\-@]");

  private static final int LONGEST = 200;

  private SegmentNames() {}

  /** Only a span's own name is cleaned and cut; what stands in for it goes out as it is. */
  static String name(SpanData span, Map<String, Object> attributes, Map<String, Object> resource) {
    String name = text(attributes, "peer.service");
    if (name.isEmpty()) {
      name = text(attributes, "aws.service");
    }
    if (name.isEmpty()) {
      name = database(attributes);
    }
    if (name.isEmpty() && span.getKind() == SpanKind.SERVER) {
      name = text(resource, "service.name");
    }
    for (String key : new String[] {"rpc.service", "http.host", "net.peer.name"}) {
      name = name.isEmpty() ? text(attributes, key) : name;
    }
    return name.isEmpty() ? cleaned(span.getName()) : name;
  }

  /** {@code aws}, {@code remote}, or empty where there is none. */
  static String namespace(SpanData span, Map<String, Object> attributes) {
    if (text(attributes, "rpc.system").equals("aws-api")
        || (text(attributes, "peer.service").isEmpty()
            && !text(attributes, "aws.service").isEmpty())) {
      return "aws";
    }
    boolean call = span.getKind() == SpanKind.CLIENT || span.getKind() == SpanKind.PRODUCER;
    return call ? "remote" : "";
  }

  private static String cleaned(String spanName) {
    String kept = isPlain(spanName) ? spanName : NOT_IN_A_NAME.matcher(spanName).replaceAll("");
    byte[] bytes = kept.getBytes(UTF_8);
    if (bytes.length <= LONGEST) {
      return kept.isEmpty() ? "span" : kept;
    }
    int whole = LONGEST;
    while ((bytes[whole] & 0xC0) == 0x80) { // Inside a character: each byte of it is broken.
      whole--;
    }
    return new String(bytes, 0, whole, UTF_8) + "\uFFFD".repeat(LONGEST - whole);
  }

  /** Spares most names the pattern. */
  private static boolean isPlain(String name) {
    return name.chars()
        .allMatch(c -> c == ' ' || c == '.' || (c >= '0' && c <= '9') || isLetter(c));
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static String database(Map<String, Object> attributes) {
    String name = text(attributes, "db.name");
    String host = name.isEmpty() ? null : host(text(attributes, "db.connection_string"));
    return host == null ? name : name + "@" + host;
  }

  private static @Nullable String host(String connection) {
    try {
      return new URI(connection.startsWith("jdbc:") ? connection.substring(5) : connection)
          .getHost();
    } catch (URISyntaxException e) {
      return null; // The exporter names no host either.
    }
  }

  private static String text(Map<String, Object> attributes, String key) {
    return attributes.get(key) instanceof String text ? text : "";
  }
}
