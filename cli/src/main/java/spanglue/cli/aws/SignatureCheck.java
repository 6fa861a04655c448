package spanglue.cli.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import spanglue.cli.process.LoopbackServer.Request;

/** Whether a request has the Signature Version 4 that AWS would want of it. */
final class SignatureCheck {
  /**
   * Why a request is refused, as AWS says it.
   *
   * @param code such as {@code InvalidSignatureException}
   */
  record Refusal(String code, String message) {}

  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/(([0-9]{8})/([^/]+)/([^/]+)/aws4_request),"
              + " *SignedHeaders=([a-z0-9;-]+), *Signature=([0-9a-f]{64})");

  private final String accessKey;
  private final String secretKey;
  private final String service;
  private final Clock clock;

  /**
   * For the requests to one service.
   *
   * @param service as a signature has it, such as {@code xray}
   */
  SignatureCheck(String accessKey, String secretKey, String service, Clock clock) {
    this.accessKey = accessKey;
    this.secretKey = secretKey;
    this.service = service;
    this.clock = clock;
  }

  /** Null where the signature is right. */
  @Nullable Refusal refusal(Request request) {
    String header = request.header("authorization");
    if (header.isEmpty()) {
      return new Refusal("MissingAuthenticationTokenException", "Missing Authentication Token");
    }
    Matcher parts = AUTHORIZATION.matcher(header);
    if (!parts.matches()) {
      return new Refusal("IncompleteSignatureException", "Authorization is no AWS4-HMAC-SHA256");
    }
    if (!parts.group(1).equals(accessKey)) {
      return new Refusal(
          "UnrecognizedClientException", "The security token included in the request is invalid.");
    }
    String time = request.header("x-amz-date");
    String scope = StateMachineArn.REGION + "/" + service;
    if (!(parts.group(4) + "/" + parts.group(5)).equals(scope)) {
      return wrong("Credential should be scoped to " + scope);
    }
    if (!time.startsWith(parts.group(3)) || !isNow(time)) {
      return wrong("Signature expired, or not yet current: " + time);
    }
    List<String> signed = List.of(parts.group(6).split(";", -1));
    if (!signed.contains("host") || !signed.contains("x-amz-date")) {
      return wrong("'host' and 'x-amz-date' must be signed headers");
    }
    String text =
        "AWS4-HMAC-SHA256\n" + time + "\n" + parts.group(2) + "\n" + hash(request, signed);
    byte[] expected = hmac(key(parts.group(3)), text);
    return MessageDigest.isEqual(expected, HexFormat.of().parseHex(parts.group(7)))
        ? null
        : wrong(
            "The request signature we calculated does not match the signature you provided. Check"
                + " your AWS Secret Access Key and signing method.");
  }

  private static Refusal wrong(String message) {
    return new Refusal("InvalidSignatureException", message);
  }

  private boolean isNow(String time) {
    try {
      Instant signed = LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC);
      return Duration.between(signed, clock.instant()).abs().compareTo(SKEW) <= 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Of the canonical request: what is asked, with the headers that are signed, and the body. */
  private static String hash(Request request, List<String> signed) {
    String headers =
        signed.stream()
            .map(name -> name + ":" + request.header(name).strip().replaceAll(" +", " ") + "\n")
            .collect(Collectors.joining());
    String path = request.uri().getRawPath();
    return sha256(
        String.join(
                "\n",
                "POST",
                path.isEmpty() ? "/" : path,
                query(request.uri().getRawQuery()),
                headers,
                String.join(";", signed),
                sha256(request.sent().toByteArray()))
            .getBytes(UTF_8));
  }

  private static String query(@Nullable String raw) {
    return raw == null
        ? ""
        : Arrays.stream(raw.split("&", -1))
            .map(part -> part.contains("=") ? part : part + "=")
            .sorted()
            .collect(Collectors.joining("&"));
  }

  private byte[] key(String date) {
    byte[] key = ("AWS4" + secretKey).getBytes(UTF_8);
    for (String part : List.of(date, StateMachineArn.REGION, service, "aws4_request")) {
      key = hmac(key, part);
    }
    return key;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256, this one does not", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256, this one does not", e);
    }
  }
}
