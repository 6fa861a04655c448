package spanglue.glue.read;

import org.jspecify.annotations.Nullable;

/** What the first characters are, where they are no text of one byte or of UTF-8. */
final class TextShape {
  private static final int FEWEST = 8;
  private static final String SAVE = "save it as UTF-8 ('CSV UTF-8' in Excel)";

  private TextShape() {}

  /**
   * Looks at a file's first bytes.
   *
   * @param head a character for each byte
   */
  static @Nullable FileKind of(String head) {
    if (head.startsWith("\u00fe\u00ff") || head.startsWith("\u00ff\u00fe")) {
      return new FileKind("UTF-16 by its byte order mark", SAVE);
    }
    long controls = head.chars().filter(TextShape::isControl).count();
    long zeros = head.chars().filter(c -> c == 0).count();
    if (zeros > 0 && head.length() >= FEWEST) {
      long evenZeros = zerosFrom(head, 0);
      long half = head.length() / 2;
      // Latin letters in UTF-16 have a zero for every other byte, always on the same side.
      if (Math.max(evenZeros, zeros - evenZeros) > half * 3 / 4 && zeros < half * 5 / 4) {
        return new FileKind("UTF-16, without a byte order mark", SAVE);
      }
    }
    if (controls * 10 > head.length()) {
      return new FileKind("no text but binary data", "upload text");
    }
    return firstCharacter(head) == '<'
        ? new FileKind(
            "HTML or XML by its first character",
            "look at what it says: it may be the error page of a download")
        : null;
  }

  /** The first character that is no white space; a blank where there is none. */
  static char firstCharacter(String head) {
    String text = withoutMark(head);
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > ' ') {
        return text.charAt(i);
      }
    }
    return ' ';
  }

  static String withoutMark(String head) {
    return head.startsWith("\u00ef\u00bb\u00bf") ? head.substring(3) : head;
  }

  private static long zerosFrom(String head, int start) {
    long zeros = 0;
    for (int i = start; i < head.length(); i += 2) {
      zeros += head.charAt(i) == 0 ? 1 : 0;
    }
    return zeros;
  }

  private static boolean isControl(int character) {
    return character < ' ' && (character < '\t' || character > '\r');
  }
}
