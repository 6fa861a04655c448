package spanglue.tracing.spi;

import spanglue.tracing.internal.text.ExceptionText;
import spanglue.tracing.internal.text.SafeText;

/**
 * Why something failed, as texts. They are cut to a bounded length, and cleaned of what must not
 * leave, when they are put on a span.
 *
 * @param type the exception's class, or what stands for it
 * @param message what it said; may be empty
 * @param stack its stack trace, as Java prints it; may be empty
 */
public record SpanFailure(String type, String message, String stack) {
  /** What {@code thrown} says, with the innermost frames of it and of its causes. */
  public static SpanFailure of(Throwable thrown) {
    return new SpanFailure(
        thrown.getClass().getName(),
        ExceptionText.message(thrown, SafeText.PLAIN),
        ExceptionText.stack(thrown, SafeText.PLAIN));
  }
}
