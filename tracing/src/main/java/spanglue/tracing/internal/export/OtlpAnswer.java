package spanglue.tracing.internal.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;
import spanglue.tracing.internal.http.ReceiverUrl;

/** What a receiver's answer means, and what a reader of the log can do about it. */
final class OtlpAnswer {
  /** What OTLP calls retryable, and 500: the collector's answer when X-Ray throttles it. */
  private static final Set<Integer> RETRYABLE = Set.of(429, 500, 502, 503, 504);

  private static final int MOST_OF_MESSAGE = 200;

  private final int status;
  private final HttpHeaders headers;
  private final byte[] body;

  /**
   * @param body as much of it as came
   */
  OtlpAnswer(int status, HttpHeaders headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  ExportResult result(ReceiverUrl endpoint, String path) {
    if (status / 100 == 2) {
      return taken();
    }
    StringBuilder detail = new StringBuilder("HTTP ").append(status);
    String message = message();
    if (!message.isEmpty()) {
      detail.append(" (").append(message).append(')');
    }
    Duration wait = RETRYABLE.contains(status) ? retryAfter(Clock.systemUTC()) : null;
    if (wait != null) {
      detail.append(": it asks to come back in ").append(wait.toSeconds()).append(" s");
    }
    String advice = advice(endpoint.authorization() != null, path);
    if (!advice.isEmpty()) {
      detail.append(": ").append(advice);
    }
    return new ExportResult(
        "http_" + status, RETRYABLE.contains(status), detail.toString(), 0, wait);
  }

  /** It was; but maybe not all of it. What can't be read says nothing of a part. */
  private ExportResult taken() {
    if (contentType().contains("html")) {
      return ExportResult.taken(
          0, "HTTP " + status + " with a page of HTML: is it a receiver of OTLP?");
    }
    AnswerFields answer = fields();
    AnswerFields partial = answer == null ? null : answer.message("1", "partialSuccess");
    if (partial == null) {
      return ExportResult.SENT;
    }
    // Spans or data points: the two messages are alike.
    long rejected =
        Math.max(
            Math.max(
                partial.number("1", "rejectedSpans"), partial.number("1", "rejectedDataPoints")),
            0);
    String message = shortened(partial.text("2", "errorMessage"));
    if (rejected == 0 && message.isEmpty()) {
      return ExportResult.SENT;
    }
    return ExportResult.taken(
        (int) Math.min(rejected, Integer.MAX_VALUE),
        "the receiver took the request"
            + (rejected > 0 ? " in part, and rejected " + rejected : "")
            + (message.isEmpty() ? "" : ": " + message));
  }

  private String advice(boolean authorized, String path) {
    return switch (status) {
      case 301, 302, 303, 307, 308 ->
          "it points to " + location() + ": use its base URL as the endpoint";
      case 401 ->
          authorized
              ? "it does not know the user and password in the endpoint's URL"
              : "it wants credentials: give headers, or https://user:password@host";
      case 403 -> "it lets nobody in with these credentials";
      case 404, 405 ->
          path.isEmpty()
              ? "is the URL right?"
              : "is the base URL right? " + path + " is added to it";
      case 407 -> "a proxy in between wants credentials";
      case 413 -> "the request is larger than it takes: raise its limit";
      default -> "";
    };
  }

  private String location() {
    return headers.firstValue("Location").map(ReceiverUrl::shown).orElse("nowhere");
  }

  /** Seconds or a date, of which at least one moment is left; null where there is none. */
  private @Nullable Duration retryAfter(Clock clock) {
    String text = headers.firstValue("Retry-After").map(String::strip).orElse("");
    try {
      Duration wait =
          text.matches("[0-9]{1,9}")
              ? Duration.ofSeconds(Long.parseLong(text))
              : Duration.between(
                  clock.instant(),
                  ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      return wait.isNegative() || wait.isZero() ? null : wait;
    } catch (DateTimeException none) {
      return null;
    }
  }

  /** What the receiver says to a refusal: a message of OTLP's, or a text where it is no page. */
  private String message() {
    AnswerFields status = fields();
    String message = status == null ? "" : status.text("2", "message");
    if (message.isEmpty() && status == null && !contentType().contains("html")) {
      message = new String(body, UTF_8);
    }
    return message.contains("\ufffd") || message.indexOf('\0') >= 0 ? "" : shortened(message);
  }

  private @Nullable AnswerFields fields() {
    return contentType().contains("json")
        ? AnswerFields.ofJson(body)
        : AnswerFields.ofProtobuf(body);
  }

  private String contentType() {
    return headers.firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
  }

  private static String shortened(String message) {
    String line = NoAnswer.oneLine(message).strip();
    return line.length() <= MOST_OF_MESSAGE ? line : line.substring(0, MOST_OF_MESSAGE) + "...";
  }
}
