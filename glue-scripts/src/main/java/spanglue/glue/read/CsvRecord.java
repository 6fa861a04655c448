package spanglue.glue.read;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one CSV record, by RFC 4180: a quote opens only at the start of a field and is
 * literal elsewhere; in a quoted field a doubled quote is a quote.
 *
 * <p>All bytes that matter are ASCII, so that bytes of longer characters need no decoding. A field
 * is a part of the record's bytes, not a copy.
 */
final class CsvRecord {
  private final byte[] raw;
  private final List<UTF8String> fields;

  private CsvRecord(byte[] raw, int width) {
    this.raw = raw;
    this.fields = new ArrayList<>(width);
  }

  /**
   * The fields as they stand, at least one; null where the record is malformed: a quote never
   * closes, or text follows a closing quote.
   *
   * @param raw in UTF-8
   * @param width how many fields are expected
   */
  static @Nullable List<UTF8String> parse(byte[] raw, int width) {
    CsvRecord csv = new CsvRecord(raw, width);
    int at = -1;
    do {
      at++;
      at = at < raw.length && raw[at] == '"' ? csv.quoted(at + 1) : csv.unquoted(at);
      if (at < 0) {
        return null;
      }
    } while (at < raw.length);
    return csv.fields;
  }

  /** The same of a text that is not in bytes. */
  static String @Nullable [] parse(String raw) {
    List<UTF8String> fields = parse(raw.getBytes(StandardCharsets.UTF_8), 1);
    return fields == null ? null : fields.stream().map(UTF8String::toString).toArray(String[]::new);
  }

  /** Takes the field from {@code start} on, and returns the index of the comma or the end. */
  private int unquoted(int start) {
    int end = indexOf(',', start);
    fields.add(UTF8String.fromBytes(raw, start, end - start));
    return end;
  }

  /** Like {@link #unquoted}, from after the opening quote on; -1 where the field is malformed. */
  private int quoted(int start) {
    boolean doubled = false;
    int quote = indexOf('"', start);
    while (quote + 1 < raw.length && raw[quote + 1] == '"') {
      doubled = true;
      quote = indexOf('"', quote + 2);
    }
    int end = quote + 1;
    if (quote == raw.length || (end < raw.length && raw[end] != ',')) {
      return -1;
    }
    UTF8String field = UTF8String.fromBytes(raw, start, quote - start);
    fields.add(doubled ? UTF8String.fromString(field.toString().replace("\"\"", "\"")) : field);
    return end;
  }

  /** Where an ASCII character is next; the record's end where it is not. */
  private int indexOf(char character, int from) {
    byte[] bytes = raw;
    int at = from;
    while (at < bytes.length && bytes[at] != character) {
      at++;
    }
    return at;
  }
}
