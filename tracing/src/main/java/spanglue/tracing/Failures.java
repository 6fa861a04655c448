package spanglue.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import spanglue.tracing.internal.text.ExceptionText;
import spanglue.tracing.internal.text.SafeText;
import spanglue.tracing.spi.SpanFailure;
import spanglue.tracing.vocabulary.TraceAttribute;

/**
 * Puts failures on the spans of one session. An exception passes the innermost span first; the
 * spans around it need not repeat its stack.
 */
final class Failures {
  private static final int FRAMES_AGAIN_ON_ROOT = 2;
  private static final int STACKS_KNOWN = 64;
  private static final AttributeKey<String> TYPE =
      AttributeKey.stringKey(TraceAttribute.EXCEPTION_TYPE.key());
  private static final AttributeKey<String> MESSAGE =
      AttributeKey.stringKey(TraceAttribute.EXCEPTION_MESSAGE.key());
  private static final AttributeKey<String> STACK =
      AttributeKey.stringKey(TraceAttribute.EXCEPTION_STACKTRACE.key());

  /** A cause's line that ends at its colon: the collector's exporter reads past the end of it. */
  private static final Pattern NAMELESS_CAUSE =
      Pattern.compile("(?m)^(Caused by: [^:\\r\\n]*):(?=\\r?$)");

  /** The exceptions that the trace has in full already. */
  private final Deque<WeakReference<Throwable>> told = new ArrayDeque<>();

  private volatile SafeText texts = SafeText.PLAIN;

  /** Has all texts from now on pass through {@code rule}. */
  synchronized void redact(UnaryOperator<String> rule) {
    texts = texts.and(rule);
  }

  /** With its stack, unless a span of the trace has that already. */
  void record(Span span, Throwable cause) {
    if (span.isRecording()) {
      record(span, cause, isNew(cause) ? ExceptionText.stack(cause, texts) : "");
    }
  }

  /** With its stack, and with the beginning of that where a span of the trace has it already. */
  void recordOnRoot(Span root, Throwable cause) {
    if (root.isRecording()) {
      record(
          root,
          cause,
          isNew(cause)
              ? ExceptionText.stack(cause, texts)
              : ExceptionText.stack(cause, FRAMES_AGAIN_ON_ROOT, texts));
    }
  }

  void record(Span span, SpanFailure failure) {
    String message = texts.of(failure.message(), ExceptionText.MESSAGE_LENGTH);
    String stack = texts.of(failure.stack(), ExceptionText.STACK_LENGTH);
    record(span, failure.type(), message, stack);
  }

  private void record(Span span, Throwable cause, String stack) {
    record(span, cause.getClass().getName(), ExceptionText.message(cause, texts), stack);
  }

  private static void record(Span span, String type, String message, String stack) {
    AttributesBuilder exception = Attributes.builder().put(TYPE, type).put(MESSAGE, message);
    if (!stack.isEmpty()) {
      exception.put(STACK, NAMELESS_CAUSE.matcher(stack).replaceAll("$1"));
    }
    AttributeValues.set(span, TraceAttribute.ERROR_TYPE.key(), type);
    span.setStatus(StatusCode.ERROR, message.isEmpty() ? type : message);
    span.addEvent("exception", exception.build());
  }

  /** Whether {@code thrown} is new to the trace; it no longer is afterwards. */
  private synchronized boolean isNew(Throwable thrown) {
    if (told.stream().anyMatch(known -> known.refersTo(thrown))) {
      return false;
    }
    if (told.size() == STACKS_KNOWN) {
      told.removeFirst();
    }
    told.addLast(new WeakReference<>(thrown));
    return true;
  }
}
