package spanglue.tracing;

import spanglue.tracing.internal.text.SafeText;

/**
 * Text of others on its way to a terminal, a log or an error message: without control characters,
 * without what turns the direction of writing, without passwords, tokens and keys, of bounded
 * length. What goes on a span passes the same gate by itself.
 */
public final class SafeOutput {
  private SafeOutput() {}

  /** As one line of at most 500 characters. */
  public static String line(String text) {
    return SafeText.PLAIN.line(text);
  }

  /** With its tabs and line breaks; at most 4,000 characters, the first and the last lines. */
  public static String text(String text) {
    return SafeText.PLAIN.value(text);
  }
}
