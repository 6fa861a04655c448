package spanglue.tracing.spi;

import java.util.function.UnaryOperator;
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
  /**
   * What {@code thrown} says, its innermost cause first, with the innermost frames of it and of its
   * causes.
   */
  public static SpanFailure of(Throwable thrown) {
    return of(thrown, UnaryOperator.identity());
  }

  /** As {@link #of(Throwable)}; the texts pass {@code rule} before they are cut. */
  public static SpanFailure of(Throwable thrown, UnaryOperator<String> rule) {
    SafeText texts = SafeText.PLAIN.and(rule);
    return new SpanFailure(
        thrown.getClass().getName(),
        ExceptionText.message(thrown, texts),
        ExceptionText.stack(thrown, texts));
  }

  /**
   * What is known of a failure by its text, in bounded length: the innermost cause that the text
   * tells comes first. It passes {@code rule} before it is cut.
   *
   * @param message with a traceback or a stack in it, or without
   * @param stack where the cause is looked for that the message does not tell; not kept, may be
   *     empty
   */
  public static SpanFailure told(
      String type, String message, String stack, UnaryOperator<String> rule) {
    return new SpanFailure(
        type, ExceptionText.message(message, stack, SafeText.PLAIN.and(rule)), "");
  }
}
