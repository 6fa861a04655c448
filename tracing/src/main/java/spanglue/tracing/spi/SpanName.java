package spanglue.tracing.spi;

import spanglue.tracing.internal.text.Memo;
import spanglue.tracing.internal.text.SafeText;

/** What a text of others is called by as a span: the name that the span will have. */
public final class SpanName {
  private static final Memo NAMES = new Memo();

  private SpanName() {}

  /**
   * One line of at most 200 bytes, cut between characters, without control characters, markup and
   * secrets; empty where nothing is left.
   */
  public static String of(String text) {
    return NAMES.get(text, SafeText.PLAIN::name);
  }
}
