package spanglue.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.regex.Pattern;

/** An exception as a span shows it: of bounded length, and without what signs a request. */
final class Failure {
  static final int MESSAGE_LENGTH = 1_000;
  static final int STACK_LENGTH = 4_000;
  private static final int CAUSES = 4;
  private static final int FRAMES = 12;
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
  private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");
  private static final AttributeKey<String> STACK = AttributeKey.stringKey("exception.stacktrace");

  /** The parts of a presigned URL, or of a request, that are as good as a password. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)\\b(X-Amz-(?:Signature|Credential|Security-Token)|AWSAccessKeyId|Signature)"
              + "=[^&\\s\"'<>]+");

  private Failure() {}

  static void record(Span span, Throwable cause) {
    String message = message(cause);
    span.setStatus(StatusCode.ERROR, message.isEmpty() ? cause.getClass().getName() : message);
    span.addEvent(
        "exception",
        Attributes.of(TYPE, cause.getClass().getName(), MESSAGE, message, STACK, stack(cause)));
  }

  static void record(Span span, SpanFailure failure) {
    String message = clean(failure.message());
    span.setStatus(StatusCode.ERROR, message.isEmpty() ? failure.type() : message);
    span.addEvent(
        "exception",
        Attributes.of(
            TYPE,
            failure.type(),
            MESSAGE,
            message,
            STACK,
            cut(SECRET.matcher(failure.stack()).replaceAll("$1=***"), STACK_LENGTH)));
  }

  static String message(Throwable cause) {
    String message;
    try {
      message = cause.getMessage();
    } catch (RuntimeException e) {
      message = "(its message can't be read: " + e.getClass().getName() + ")";
    }
    if (message == null) {
      return "";
    }
    return clean(message);
  }

  private static String clean(String message) {
    return SECRET.matcher(cut(message, MESSAGE_LENGTH)).replaceAll("$1=***");
  }

  /** The innermost frames of the exception and of each of its causes, as Java prints them. */
  static String stack(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    Throwable cause = thrown;
    for (int depth = 0; depth < CAUSES && cause != null; depth++) {
      text.append(depth == 0 ? "" : "Caused by: ").append(cause.getClass().getName());
      String message = cut(message(cause), MESSAGE_LENGTH / CAUSES);
      text.append(message.isEmpty() ? "" : ": " + message).append('\n');
      StackTraceElement[] frames = cause.getStackTrace();
      for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
        text.append("\tat ").append(frames[i]).append('\n');
      }
      if (frames.length > FRAMES) {
        text.append("\t... ").append(frames.length - FRAMES).append(" more\n");
      }
      cause = cause.getCause();
    }
    return cut(text.toString(), STACK_LENGTH);
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 3) + "...";
  }
}
