package spanglue.tracing.internal.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The characters of a text: those that nobody should get to see, and where it may be cut. */
final class Characters {
  private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]+");

  /** What a reader takes for one character: accents, skin tones and joined emoji included. */
  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  private static final int ESCAPE = 0x1B;
  private static final int LONGEST_ESCAPE = 32;

  private Characters() {}

  /**
   * {@code text} with no control character but tabs and line feeds, nothing that turns the
   * direction of writing or can't be seen at all, and no half of a surrogate pair. Every line break
   * is a line feed.
   */
  static String clean(String text) {
    if (text.chars().allMatch(c -> (c >= ' ' && c < 0x7F) || c == '\n' || c == '\t')) {
      return text;
    }
    StringBuilder kept = new StringBuilder(text.length());
    int next;
    for (int i = 0; i < text.length(); i = next) {
      int c = text.codePointAt(i);
      next = i + Character.charCount(c);
      if (c == ESCAPE) {
        next = afterEscape(text, next);
      } else if (isLineBreak(c)) {
        next += c == '\r' && next < text.length() && text.charAt(next) == '\n' ? 1 : 0;
        kept.append('\n');
      } else if (c == '\t' || !isUnseen(c)) {
        kept.appendCodePoint(c);
      }
    }
    return kept.toString();
  }

  /** In one line, without white space around it. */
  static String oneLine(String text) {
    return WHITE_SPACE.matcher(text).replaceAll(" ").strip();
  }

  /** At most so many bytes of UTF-8, cut between what a reader takes for characters. */
  static String cut(String text, int bytes) {
    if (utf8Length(text) <= bytes) {
      return text;
    }
    String dots = "...";
    Matcher graphemes = GRAPHEME.matcher(text);
    int length = dots.length();
    int end = 0;
    while (graphemes.find() && length + utf8Length(graphemes.group()) <= bytes) {
      length += utf8Length(graphemes.group());
      end = graphemes.end();
    }
    for (int i = 0; end == 0 && length + utf8Length(text.substring(0, i)) <= bytes; ) {
      int more = text.offsetByCodePoints(i, 1);
      if (length + utf8Length(text.substring(0, more)) > bytes) {
        end = i;
        break;
      }
      i = more;
    }
    return text.substring(0, end) + dots;
  }

  /** A place at or before {@code index} that is not within a surrogate pair. */
  static int boundary(String text, int index) {
    return index > 0
            && index < text.length()
            && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index))
        ? index - 1
        : index;
  }

  static int utf8Length(String text) {
    return text.codePoints().map(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4).sum();
  }

  /** Behind what a terminal takes for a command, such as a colour. */
  private static int afterEscape(String text, int start) {
    if (start < text.length() && text.charAt(start) == '[') {
      int most = Math.min(text.length(), start + LONGEST_ESCAPE);
      for (int i = start + 1; i < most; i++) {
        if (text.charAt(i) >= '@' && text.charAt(i) <= '~') {
          return i + 1;
        }
      }
    }
    return start;
  }

  private static boolean isLineBreak(int c) {
    return c == '\n'
        || c == '\r'
        || c == 0x0B
        || c == 0x0C
        || c == 0x85
        || c == 0x2028
        || c == 0x2029;
  }

  /** Joiners stay: they are within emoji, and within words of some languages. */
  private static boolean isUnseen(int c) {
    return Character.isISOControl(c)
        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
        || (c & 0xFFFE) == 0xFFFE
        || (c >= 0xFDD0 && c <= 0xFDEF)
        || c == 0x061C
        || c == 0x180E
        || c == 0x200B
        || c == 0x200E
        || c == 0x200F
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x206F)
        || c == 0xFEFF
        || (c >= 0xFFF9 && c <= 0xFFFB)
        || (c >= 0xE0000 && c <= 0xE007F);
  }
}
