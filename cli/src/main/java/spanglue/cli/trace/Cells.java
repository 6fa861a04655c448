package spanglue.cli.trace;

import java.util.Locale;

/** Text in so many columns of a terminal. */
final class Cells {
  private Cells() {}

  /** {@code text} in exactly so many columns; cut where it has more, with a sign of that. */
  static String fit(String text, int columns) {
    StringBuilder fitted = new StringBuilder();
    int used = 0;
    boolean whole = width(text) <= columns;
    int room = whole ? columns : columns - 1;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      int width = width(character);
      if (used + width > room) {
        break;
      }
      fitted.appendCodePoint(character);
      used += width;
      i += Character.charCount(character);
    }
    if (!whole) {
      fitted.append('~');
      used++;
    }
    return fitted + " ".repeat(Math.max(0, columns - used));
  }

  static int width(String text) {
    return text.codePoints().map(Cells::width).sum();
  }

  /** Marks stand on the character before them; those of East Asia and emoji take two columns. */
  private static int width(int character) {
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        (character >= 0x1100 && character <= 0x115f)
            || (character >= 0x2e80 && character <= 0xa4cf)
            || (character >= 0xac00 && character <= 0xd7a3)
            || (character >= 0xf900 && character <= 0xfaff)
            || (character >= 0xfe30 && character <= 0xfe6f)
            || (character >= 0xff00 && character <= 0xff60)
            || (character >= 0x1f300 && character <= 0x1faff)
            || (character >= 0x20000 && character <= 0x3fffd);
    return wide ? 2 : 1;
  }

  /** Nanoseconds as people read them, in at most 9 columns. */
  static String time(long nanos) {
    double seconds = nanos / 1e9;
    if (seconds < 0.9995) {
      return String.format(Locale.ROOT, "%.0f ms", seconds * 1e3);
    }
    if (seconds < 99.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 6_000
        ? whole / 60 + " m " + whole % 60 + " s"
        : whole / 3_600 + " h " + whole % 3_600 / 60 + " m";
  }
}
