package spanglue.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.regex.Pattern;
import spanglue.tracing.internal.text.SafeText;

/** An exception as a span shows it: {@link SafeText}, with a short stack of each cause. */
final class Failure {
  static final int MESSAGE_LENGTH = 1_000;
  static final int STACK_LENGTH = 4_000;
  private static final int CAUSES = 4;
  private static final int FRAMES = 12;
  private static final int FRAMES_AGAIN = 2;
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
  private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");
  private static final AttributeKey<String> STACK = AttributeKey.stringKey("exception.stacktrace");

  /** A cause's line that ends at its colon: the collector's exporter reads past the end of it. */
  private static final Pattern NAMELESS_CAUSE =
      Pattern.compile("(?m)^(Caused by: [^:\\r\\n]*):(?=\\r?$)");

  private static final FullStacks FULL = new FullStacks();

  private Failure() {}

  /** With its stack, unless a span of the same trace has that already. */
  static void record(Span span, Throwable cause) {
    record(span, cause, 0);
  }

  /** With its stack, and with the beginning of that where a span of the trace has it already. */
  static void recordOnRoot(Span root, Throwable cause) {
    record(root, cause, FRAMES_AGAIN);
  }

  private static void record(Span span, Throwable cause, int framesAgain) {
    if (span.isRecording()) {
      boolean isNew = FULL.add(span.getSpanContext().getTraceId(), cause);
      int frames = isNew ? FRAMES : framesAgain;
      String stack = frames == 0 ? "" : stack(cause, frames);
      record(span, cause.getClass().getName(), message(cause), stack);
    }
  }

  static void record(Span span, SpanFailure failure) {
    String message = SafeText.of(failure.message(), MESSAGE_LENGTH);
    record(span, failure.type(), message, SafeText.of(failure.stack(), STACK_LENGTH));
  }

  private static void record(Span span, String type, String message, String stack) {
    AttributesBuilder exception = Attributes.builder().put(TYPE, type).put(MESSAGE, message);
    if (!stack.isEmpty()) {
      exception.put(STACK, NAMELESS_CAUSE.matcher(stack).replaceAll("$1"));
    }
    span.setStatus(StatusCode.ERROR, message.isEmpty() ? type : message);
    span.addEvent("exception", exception.build());
  }

  static String message(Throwable cause) {
    String message;
    try {
      message = cause.getMessage();
    } catch (RuntimeException e) {
      message = "(its message can't be read: " + e.getClass().getName() + ")";
    }
    return message == null ? "" : SafeText.of(message, MESSAGE_LENGTH);
  }

  /** The innermost frames of the exception and of each of its causes, as Java prints them. */
  static String stack(Throwable thrown) {
    return stack(thrown, FRAMES);
  }

  private static String stack(Throwable thrown, int mostFrames) {
    StringBuilder text = new StringBuilder();
    Throwable cause = thrown;
    for (int depth = 0; depth < CAUSES && cause != null; depth++) {
      text.append(depth == 0 ? "" : "Caused by: ").append(cause.getClass().getName());
      String message = SafeText.of(message(cause), MESSAGE_LENGTH / CAUSES);
      text.append(message.isEmpty() ? "" : ": " + message).append('\n');
      StackTraceElement[] frames = cause.getStackTrace();
      for (int i = 0; i < Math.min(mostFrames, frames.length); i++) {
        text.append("\tat ").append(frames[i]).append('\n');
      }
      if (frames.length > mostFrames) {
        text.append("\t... ").append(frames.length - mostFrames).append(" more\n");
      }
      cause = cause.getCause();
    }
    return text.length() <= STACK_LENGTH ? text.toString() : text.substring(0, STACK_LENGTH);
  }
}
