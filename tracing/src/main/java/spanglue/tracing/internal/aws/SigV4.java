package spanglue.tracing.internal.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * AWS Signature Version 4, as all services but S3 take it. Pure: the same request at the same time
 * has the same signature.
 */
final class SigV4 {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String END = "aws4_request";
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private SigV4() {}

  /** What is signed for: a service in a region. */
  record Scope(String region, String service) {}

  /**
   * A request as it goes out.
   *
   * @param headers without Host, which is signed too; a name once
   * @param body its {@link #sha256}
   */
  record Request(String method, URI url, Map<String, String> headers, String body) {}

  /** The headers to add to {@code request}, all of whose own are signed. */
  static Map<String, String> headers(
      Request request, AwsCredentials credentials, Scope scope, Instant time) {
    String timestamp = TIME.format(time);
    Map<String, String> added = new LinkedHashMap<>();
    added.put("X-Amz-Date", timestamp);
    if (credentials.sessionToken() != null) {
      added.put("X-Amz-Security-Token", credentials.sessionToken());
    }
    Map<String, String> signed = new TreeMap<>();
    signed.put("host", host(request.url));
    Stream.of(request.headers, added)
        .forEach(some -> some.forEach((name, value) -> signed.put(lower(name), trimmed(value))));
    String names = String.join(";", signed.keySet());

    String date = timestamp.substring(0, "yyyyMMdd".length());
    String credentialScope = String.join("/", date, scope.region, scope.service, END);
    String toSign =
        String.join(
            "\n", ALGORITHM, timestamp, credentialScope, sha256(canonical(request, signed, names)));
    byte[] key = ("AWS4" + credentials.secretAccessKey()).getBytes(UTF_8);
    for (String part : new String[] {date, scope.region, scope.service, END}) {
      key = hmac(key, part);
    }
    added.put(
        "Authorization",
        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(
                ALGORITHM,
                credentials.accessKeyId(),
                credentialScope,
                names,
                HexFormat.of().formatHex(hmac(key, toSign))));
    return added;
  }

  private static byte[] canonical(Request request, Map<String, String> signed, String names) {
    String lines =
        signed.entrySet().stream()
            .map(header -> header.getKey() + ":" + header.getValue() + "\n")
            .collect(Collectors.joining());
    return String.join(
            "\n",
            request.method,
            path(request.url.getRawPath()),
            query(request.url.getRawQuery()),
            lines,
            names,
            request.body)
        .getBytes(UTF_8);
  }

  /** Without {@code .}, {@code ..} and empty segments, and encoded once more than it goes out. */
  private static String path(String path) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : path.split("/", -1)) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    String whole = "/" + String.join("/", segments);
    return encoded(path.endsWith("/") && !segments.isEmpty() ? whole + "/" : whole, "/");
  }

  /** By name, then by value; what goes out encoded stays as it is. */
  private static String query(@Nullable String query) {
    if (query == null) {
      return "";
    }
    return Stream.of(query.split("&", -1))
        .map(pair -> encoded(pair.contains("=") ? pair : pair + "=", "%="))
        .sorted(
            Comparator.comparing((String pair) -> pair.substring(0, pair.indexOf('=')))
                .thenComparing(Comparator.naturalOrder()))
        .collect(Collectors.joining("&"));
  }

  private static String host(URI url) {
    boolean isUsual = url.getPort() == ("https".equalsIgnoreCase(url.getScheme()) ? 443 : 80);
    return url.getHost() + (url.getPort() < 0 || isUsual ? "" : ":" + url.getPort());
  }

  private static String encoded(String text, String kept) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(UTF_8)) {
      char c = (char) (b & 0xFF);
      if (UNRESERVED.indexOf(c) >= 0 || kept.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return encoded.toString();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String trimmed(String value) {
    return value.strip().replaceAll("\\s+", " ");
  }

  /** In lower-case hexadecimal digits. */
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException inEveryJdk) {
      throw new IllegalStateException(inEveryJdk);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException inEveryJdk) {
      throw new IllegalStateException(inEveryJdk);
    }
  }
}
