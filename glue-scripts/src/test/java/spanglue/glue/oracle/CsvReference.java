package spanglue.glue.oracle;

import java.util.ArrayList;
import java.util.List;

/** Splits the whole text of a CSV file into records and fields, one character after the other. */
final class CsvReference {
  /**
   * A record as it was split.
   *
   * @param wellQuoted false where text follows a closing quote, or a quote never closes
   */
  record CsvRecord(String raw, List<String> fields, boolean wellQuoted) {}

  private final String text;
  private int at;

  private CsvReference(String text) {
    this.text = text;
  }

  /** All records, the header's first. Lines of characters up to U+0020 only are none. */
  static List<CsvRecord> split(String text) {
    CsvReference reader = new CsvReference(text);
    List<CsvRecord> records = new ArrayList<>();
    while (reader.at < text.length()) {
      if (!reader.skipBlankLine()) {
        records.add(reader.record());
      }
    }
    return records;
  }

  private boolean skipBlankLine() {
    int lineFeed = text.indexOf('\n', at);
    int end = lineFeed < 0 ? text.length() : lineFeed;
    if (!text.substring(at, end).trim().isEmpty()) {
      return false;
    }
    at = lineFeed < 0 ? end : end + 1;
    return true;
  }

  private CsvRecord record() {
    int start = at;
    List<String> fields = new ArrayList<>();
    boolean wellQuoted = true;
    while (true) {
      StringBuilder field = new StringBuilder();
      if (at < text.length() && text.charAt(at) == '"') {
        wellQuoted &= quoted(field);
        wellQuoted &= atFieldEnd();
      }
      while (!atFieldEnd()) {
        field.append(text.charAt(at++));
      }
      fields.add(field.toString());
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
        continue;
      }
      String raw = text.substring(start, at);
      at = Math.min(text.length(), text.startsWith("\r\n", at) ? at + 2 : at + 1);
      return new CsvRecord(raw, fields, wellQuoted);
    }
  }

  private boolean atFieldEnd() {
    return at == text.length()
        || text.charAt(at) == ','
        || text.charAt(at) == '\n'
        || text.startsWith("\r\n", at);
  }

  /** Reads from the opening quote to behind the closing one; false where there is none. */
  private boolean quoted(StringBuilder field) {
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '"') {
        field.append(c);
      } else if (at < text.length() && text.charAt(at) == '"') {
        field.append(c);
        at++;
      } else {
        return true;
      }
    }
    return false;
  }
}
