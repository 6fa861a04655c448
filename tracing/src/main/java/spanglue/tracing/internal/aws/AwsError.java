package spanglue.tracing.internal.aws;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import spanglue.tracing.internal.text.SafeText;

/**
 * What a service of AWS says of a request that it did not take.
 *
 * @param code such as {@code AccessDeniedException}; empty where it says none
 * @param message in one line; empty where it says none
 */
public record AwsError(int status, String code, String message) {
  private static final Set<Integer> RETRYABLE = Set.of(429, 500, 502, 503, 504);

  private static final Pattern FOR_NOW =
      Pattern.compile("Throttl|TooManyRequests|LimitExceeded|InternalF|InternalServ|Unavailable");
  private static final Pattern DENIED = Pattern.compile("AccessDenied|NotAuthorized|Unauthorized");
  private static final Pattern EXPIRED = Pattern.compile("ExpiredToken|RequestExpired");
  private static final Pattern UNKNOWN_KEY =
      Pattern.compile("UnrecognizedClient|InvalidClientTokenId|InvalidAccessKey");
  private static final Pattern SIGNATURE =
      Pattern.compile("Signature|RequestTimeTooSkewed|InvalidAuthorization");

  private static final Pattern XML_CODE = Pattern.compile("<Code>([^<]*)</Code>");
  private static final Pattern XML_MESSAGE = Pattern.compile("<Message>([^<]*)</Message>");

  /** Behind it stands the whole request, with the session token. */
  private static final Pattern REPEATED_REQUEST =
      Pattern.compile("(?s)\\s*The (Canonical String|String-to-Sign).*");

  private static final Pattern NOT_TEXT = Pattern.compile("[^\\p{L}\\p{N}\\p{P}\\p{S}\\s]+");

  /** Reads an answer in JSON or XML; of another form the whole of it is the message. */
  public static AwsError of(int status, HttpHeaders headers, String body) {
    Map<String, Object> fields = json(body);
    String header = headers.firstValue("x-amzn-errortype").orElse("");
    String code = first(header, text(fields, "__type"), text(fields, "code"), in(XML_CODE, body));
    String message =
        first(text(fields, "message"), text(fields, "Message"), in(XML_MESSAGE, body), body);
    return new AwsError(status, bare(code), safe(message));
  }

  /** Whether the same request may succeed later. */
  public boolean isRetryable() {
    return RETRYABLE.contains(status) || isForNow(code);
  }

  /** Whether an error of that code passes by itself. */
  public static boolean isForNow(String code) {
    return FOR_NOW.matcher(code).find();
  }

  /**
   * What a reader of the log should know, and do.
   *
   * @param action what the request needs in a policy, such as {@code xray:PutTraceSegments}
   */
  public String told(String action) {
    String what = "HTTP " + status + (code.isEmpty() ? "" : " " + code);
    String said = message.isEmpty() ? what : what + " (" + message + ")";
    String advice = advice(action);
    return advice.isEmpty() ? said : said + "; " + advice;
  }

  private String advice(String action) {
    if (EXPIRED.matcher(code).find()) {
      return "the credentials have expired: give the job ones that are renewed, such as a role's";
    }
    if (UNKNOWN_KEY.matcher(code).find()) {
      return "the credentials are not known there: check them, and the region that is signed for";
    }
    if (SIGNATURE.matcher(code).find()) {
      return "the signature is not taken: check the machine's clock, the secret key, and the region"
          + " that is signed for";
    }
    return status == 403 || DENIED.matcher(code).find()
        ? "grant " + action + " to the job's role"
        : "";
  }

  /** Fit for a log and for a count: no longer than a line, no secret of the request. */
  public static String safe(String message) {
    String said = REPEATED_REQUEST.matcher(message).replaceFirst("");
    return SafeText.PLAIN.line(NOT_TEXT.matcher(said).replaceAll(" ")).strip();
  }

  private static Map<String, Object> json(String body) {
    try {
      Map<String, Object> fields =
          body.stripLeading().startsWith("{") ? JSON.std.mapFrom(body) : null;
      return fields == null ? Map.of() : fields;
    } catch (IOException noJson) {
      return Map.of();
    }
  }

  /** Without what stands around it: {@code com.amazon#Code:http://..}. */
  private static String bare(String code) {
    String after = code.substring(code.lastIndexOf('#') + 1);
    String before = after.contains(":") ? after.substring(0, after.indexOf(':')) : after;
    return before.replaceAll("[^A-Za-z0-9._]", "");
  }

  private static String first(String... texts) {
    for (String text : texts) {
      if (!text.isBlank()) {
        return text;
      }
    }
    return "";
  }

  private static String text(Map<String, Object> fields, String key) {
    return fields.get(key) instanceof String text ? text : "";
  }

  private static String in(Pattern element, String body) {
    Matcher found = element.matcher(body);
    return found.find() ? found.group(1) : "";
  }
}
