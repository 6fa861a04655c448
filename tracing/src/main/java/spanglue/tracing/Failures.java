package spanglue.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import java.util.regex.Pattern;
import spanglue.tracing.internal.text.ExceptionText;
import spanglue.tracing.internal.text.SafeText;
import spanglue.tracing.spi.SpanFailure;
import spanglue.tracing.vocabulary.TraceAttribute;

/**
 * Puts failures on the spans of one session, each with its innermost cause first. An exception
 * passes several spans; one stack is told once.
 */
final class Failures {
  private static final AttributeKey<String> TYPE =
      AttributeKey.stringKey(TraceAttribute.EXCEPTION_TYPE.key());
  private static final AttributeKey<String> MESSAGE =
      AttributeKey.stringKey(TraceAttribute.EXCEPTION_MESSAGE.key());
  private static final AttributeKey<String> STACK =
      AttributeKey.stringKey(TraceAttribute.EXCEPTION_STACKTRACE.key());

  /** A cause's line that ends at its colon: the collector's exporter reads past the end of it. */
  private static final Pattern NAMELESS_CAUSE =
      Pattern.compile("(?m)^(Caused by: [^:\\r\\n]*):(?=\\r?$)");

  private final SpanWriter writer;
  private final ToldStacks told = new ToldStacks();

  Failures(SpanWriter writer) {
    this.writer = writer;
  }

  /** With its stack, unless a span of the trace has that already. */
  void record(Span span, Throwable cause) {
    record(span, cause, false);
  }

  /** With its stack, and with the beginning of that where a span of the trace has it already. */
  void recordOnRoot(Span root, Throwable cause) {
    record(root, cause, true);
  }

  /** As {@link #record(Span, Throwable)}, where only texts are left. */
  void record(Span span, SpanFailure failure) {
    record(span, failure, false);
  }

  /** As {@link #recordOnRoot(Span, Throwable)}, where only texts are left. */
  void recordOnRoot(Span root, SpanFailure failure) {
    record(root, failure, true);
  }

  private void record(Span span, Throwable cause, boolean again) {
    if (span.isRecording()) {
      SafeText texts = writer.texts();
      String message = ExceptionText.message(cause, texts);
      record(span, cause.getClass().getName(), message, ExceptionText.stack(cause, texts), again);
    }
  }

  private void record(Span span, SpanFailure failure, boolean again) {
    if (span.isRecording()) {
      SafeText texts = writer.texts();
      String message = ExceptionText.message(failure.message(), failure.stack(), texts);
      record(span, texts.name(failure.type()), message, texts.value(failure.stack()), again);
    }
  }

  private void record(Span span, String type, String message, String stack, boolean again) {
    AttributesBuilder exception = Attributes.builder().put(TYPE, type).put(MESSAGE, message);
    String untold = stack.isEmpty() ? "" : told.untold(stack, again);
    if (!untold.isEmpty()) {
      exception.put(STACK, NAMELESS_CAUSE.matcher(untold).replaceAll("$1"));
    }
    writer.fail(span, type, message, exception.build());
  }
}
