package spanglue.glue.sample;

import java.util.ArrayList;
import java.util.List;

/** Writes listings as CSV, with those of their defects that lie in the writing. */
final class CsvWriter {
  private final CsvFormat format;
  private final StringBuilder out = new StringBuilder();

  private CsvWriter(CsvFormat format) {
    this.format = format;
  }

  /** The whole file; its last record may lack its end, and so does the file then. */
  static String write(List<Listing> listings, CsvFormat format) {
    CsvWriter writer = new CsvWriter(format);
    writer.line(format.headers().stream().map(header -> quoted(header.text())).toList());
    for (Listing listing : listings) {
      writer.record(listing);
    }
    return writer.out.toString();
  }

  private void record(Listing listing) {
    if (listing.has(Defects.BLANK_LINE)) {
      out.append(format.lineEnd());
    }
    if (listing.has(Defects.WHITESPACE_LINE)) {
      out.append(" \t  ").append(format.lineEnd());
    }
    if (listing.has(Defects.UNCLOSED_QUOTE)) {
      out.append(listing.get(Column.ID)).append(",\"The upload, it seems, ended he");
      return;
    }
    List<String> fields = new ArrayList<>();
    for (CsvFormat.Header header : format.headers()) {
      Column column = header.column();
      fields.add(column == null ? "n/a" : field(listing, column));
    }
    if (listing.has(Defects.TOO_FEW_FIELDS)) {
      fields.subList(fields.size() - 4, fields.size()).clear();
    }
    if (listing.has(Defects.TOO_MANY_FIELDS)) {
      fields.addAll(List.of("", "one too many"));
    }
    if (listing.has(Defects.CRLF_END)) {
      out.append(String.join(",", fields)).append("\r\n");
    } else {
      line(fields);
    }
  }

  private void line(List<String> fields) {
    out.append(String.join(",", fields)).append(format.lineEnd());
  }

  private static String field(Listing listing, Column column) {
    String text = listing.get(column);
    if (column == Column.NAME && listing.has(Defects.TEXT_AFTER_QUOTE)) {
      return "\"" + text + "\" (new, \"really\")";
    }
    return column == Column.NAME && listing.has(Defects.STRAY_QUOTE) ? text : quoted(text);
  }

  private static String quoted(String text) {
    boolean needed = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return needed ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
  }
}
