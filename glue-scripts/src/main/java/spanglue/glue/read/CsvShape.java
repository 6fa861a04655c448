package spanglue.glue.read;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the header of a file named CSV is, where it is none with commas. */
final class CsvShape {
  private static final Pattern SEPARATOR_LINE =
      Pattern.compile("\"?sep=(.?)\"?\\s.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern JSON =
      Pattern.compile("(?:\\{\\s*[\"}]|\\[\\s*\\{).*", Pattern.DOTALL);
  private static final Map<Character, String> SEPARATORS =
      Map.of(';', "';'", '\t', "tabs", '|', "'|'");
  private static final String COMMAS = "save it with commas";

  private CsvShape() {}

  /**
   * Looks at a file's first bytes.
   *
   * @param head a character for each byte
   */
  static @Nullable FileKind of(String head) {
    String text = TextShape.withoutMark(head);
    int start = 0;
    while (start < text.length() && text.charAt(start) <= ' ') {
      start++;
    }
    text = text.substring(start);
    Matcher separatorLine = SEPARATOR_LINE.matcher(text);
    if (separatorLine.matches()) {
      return separatorLine(separatorLine.group(1));
    }
    return JSON.matcher(text).matches()
        ? new FileKind("JSON by its first characters", "let its name end in .json or .jsonl")
        : ofHeader(text);
  }

  private static FileKind separatorLine(String separator) {
    return separator.equals(",")
        ? new FileKind("CSV with a line 'sep=,' before its header", "take that line away")
        : new FileKind(
            "separated by %s, as its first line says ('sep=')".formatted(named(separator)),
            "take that line away and " + COMMAS);
  }

  private static String named(String separator) {
    return separator.isEmpty()
        ? "something"
        : SEPARATORS.getOrDefault(separator.charAt(0), "something");
  }

  /** Goes along the header; quotes that open within a field count too, which is near enough. */
  private static @Nullable FileKind ofHeader(String text) {
    boolean quoted = false;
    int[] found = new int['|' + 1];
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == '\n') {
        break;
      } else if (!quoted && c == '\r' && !endsLine(text, i)) {
        return new FileKind(
            "text whose lines end with CR alone", "save it with lines that end with LF or CR LF");
      } else if (!quoted && c < found.length) {
        found[c]++;
      }
    }
    for (Map.Entry<Character, String> separator : SEPARATORS.entrySet()) {
      if (found[separator.getKey()] > found[',']) {
        return new FileKind("separated by " + separator.getValue(), COMMAS);
      }
    }
    return null;
  }

  /** Whether nothing but more CRs stands between a CR and the line feed or the end. */
  private static boolean endsLine(String text, int carriageReturn) {
    int next = carriageReturn;
    while (next < text.length() && text.charAt(next) == '\r') {
      next++;
    }
    return next == text.length() || text.charAt(next) == '\n';
  }
}
