package spanglue.glue.read;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one CSV record, by RFC 4180: a quote opens only at the start of a field and is
 * literal elsewhere; in a quoted field a doubled quote is a quote.
 */
final class CsvRecord {
  private final String raw;
  private final List<String> fields = new ArrayList<>();

  private CsvRecord(String raw) {
    this.raw = raw;
  }

  /**
   * The fields as they stand, at least one; null where the record is malformed: a quote never
   * closes, or text follows a closing quote.
   */
  static String @Nullable [] parse(String raw) {
    CsvRecord csv = new CsvRecord(raw);
    int at = -1;
    do {
      at++;
      at = at < raw.length() && raw.charAt(at) == '"' ? csv.quoted(at + 1) : csv.unquoted(at);
      if (at < 0) {
        return null;
      }
    } while (at < raw.length());
    return csv.fields.toArray(String[]::new);
  }

  /** Takes the field from {@code start} on, and returns the index of the comma or the end. */
  private int unquoted(int start) {
    int comma = raw.indexOf(',', start);
    int end = comma < 0 ? raw.length() : comma;
    fields.add(raw.substring(start, end));
    return end;
  }

  /** Like {@link #unquoted}, from after the opening quote on; -1 where the field is malformed. */
  private int quoted(int start) {
    int quote = raw.indexOf('"', start);
    while (quote >= 0 && quote + 1 < raw.length() && raw.charAt(quote + 1) == '"') {
      quote = raw.indexOf('"', quote + 2);
    }
    if (quote < 0) {
      return -1;
    }
    int end = quote + 1;
    if (end < raw.length() && raw.charAt(end) != ',') {
      return -1;
    }
    fields.add(raw.substring(start, quote).replace("\"\"", "\""));
    return end;
  }
}
