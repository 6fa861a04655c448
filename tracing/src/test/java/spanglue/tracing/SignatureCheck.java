package spanglue.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a service does with a signature: makes it anew of what arrived, by what the header names.
 * Shares nothing with what signs.
 */
final class SignatureCheck {
  private static final Pattern HEADER =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/((\\d{8})/([^/]+/[^/]+)/aws4_request),"
              + " SignedHeaders=([^,]+), Signature=([0-9a-f]{64})");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX");

  private SignatureCheck() {}

  /** The error's code, as AWS names it; empty where the request is signed as it must be. */
  static String check(
      String path,
      Map<String, String> headers,
      byte[] body,
      String regionAndService,
      Map<String, String> credentials) {
    Matcher header = HEADER.matcher(headers.getOrDefault("authorization", ""));
    if (!header.matches()) {
      return "MissingAuthenticationTokenException";
    }
    if (!header.group(1).equals(credentials.get("AWS_ACCESS_KEY_ID"))
        || !credentials.get("AWS_SESSION_TOKEN").equals(headers.get("x-amz-security-token"))) {
      return "UnrecognizedClientException";
    }
    Instant signedAt =
        LocalDateTime.parse(headers.get("x-amz-date"), TIME).toInstant(ZoneOffset.UTC);
    if (Duration.between(signedAt, Instant.now()).abs().compareTo(Duration.ofMinutes(5)) > 0) {
      return "RequestTimeTooSkewed";
    }
    String names = header.group(5);
    boolean allSigned =
        header.group(4).equals(regionAndService)
            && (";" + names + ";").contains(";host;")
            && (";" + names + ";").contains(";x-amz-security-token;");
    StringBuilder canonical = new StringBuilder("POST\n" + path + "\n\n");
    for (String name : names.split(";", -1)) {
      canonical.append(name).append(':').append(headers.get(name)).append('\n');
    }
    canonical.append('\n').append(names).append('\n').append(hash(body));
    String toSign =
        "AWS4-HMAC-SHA256\n"
            + headers.get("x-amz-date")
            + "\n"
            + header.group(2)
            + "\n"
            + hash(canonical.toString().getBytes(UTF_8));
    byte[] key = ("AWS4" + credentials.get("AWS_SECRET_ACCESS_KEY")).getBytes(UTF_8);
    for (String part : header.group(2).split("/", -1)) {
      key = hmac(key, part);
    }
    String signature = HexFormat.of().formatHex(hmac(key, toSign));
    return allSigned && signature.equals(header.group(6)) ? "" : "InvalidSignatureException";
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
