package spanglue.glue.read;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of bounds written a second time, over the whole text at once, for short texts. */
final class NaiveCsv {
  private static final String QUOTED = "\"(?:[^\"]|\"\")*+(?:\"[^,\n]*|\\z)";
  private static final String UNQUOTED = "(?!\")[^,\n]*";
  private static final String FIELD = "(?:" + QUOTED + "|" + UNQUOTED + ")";
  private static final Pattern BLANK_LINE = Pattern.compile("[\\x00-\\x20&&[^\n]]*+(?:\n|\\z)");
  private static final Pattern RECORD =
      Pattern.compile("(" + FIELD + "(?:," + FIELD + ")*+)(\n|\\z)");

  private NaiveCsv() {}

  /** A text's records, the header among them. */
  static List<String> split(String text) {
    List<String> records = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      Matcher blank = BLANK_LINE.matcher(text).region(at, text.length());
      Matcher record = RECORD.matcher(text).region(at, text.length());
      if (blank.lookingAt()) {
        at = blank.end();
      } else if (record.lookingAt()) {
        String raw = record.group(1);
        boolean crlf = raw.endsWith("\r") && !record.group(2).isEmpty();
        records.add(crlf ? raw.substring(0, raw.length() - 1) : raw);
        at = record.end();
      } else {
        throw new AssertionError("no record at " + at + " of " + text);
      }
    }
    return records;
  }
}
