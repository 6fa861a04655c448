package spanglue.tracing.internal.text;

/**
 * The beginning and the end of a text that is too long: what happened stands in the first line, and
 * why, in a traceback of Python as in a stack of Java, in the last ones.
 */
public final class Excerpt {
  private Excerpt() {}

  /** At most {@code length} UTF-16 units, cut at line breaks where there are some. */
  public static String of(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    String gap = text.indexOf('\n') >= 0 ? "\n...\n" : " ... ";
    int room = Math.max(0, length - gap.length());
    int head = headEnd(text, room * 2 / 5);
    int tail = tailStart(text, text.length() - (room - room * 2 / 5));
    return text.substring(0, head) + gap + text.substring(tail);
  }

  /** At most {@code bytes} of UTF-8, cut as {@link #of} cuts. */
  public static String ofBytes(String text, int bytes) {
    String kept = of(text, bytes);
    for (int length = bytes; bytes(kept) > bytes; length -= Math.max(1, length / 16)) {
      kept = of(text, length);
    }
    return kept;
  }

  /** How many bytes a text has as UTF-8. */
  public static int bytes(String text) {
    return Characters.utf8Length(text);
  }

  /** Where the first of the lines ends that are kept at the beginning. */
  static int headEnd(String text, int most) {
    int line = text.lastIndexOf('\n', most);
    return line > most / 2 ? line : Characters.boundary(text, most);
  }

  /** Where the lines begin that are kept at the end. */
  static int tailStart(String text, int first) {
    int line = text.indexOf('\n', first);
    boolean near = line >= 0 && line < first + (text.length() - first) / 2;
    if (near) {
      return line + 1;
    }
    return Characters.boundary(text, first) == first ? first : first + 1;
  }
}
