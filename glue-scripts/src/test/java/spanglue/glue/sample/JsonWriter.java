package spanglue.glue.sample;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;

/**
 * Writes listings as JSON objects, no two in quite the same manner: numbers and booleans as text or
 * as themselves, missing values absent, null or empty, keys spelled in two ways.
 */
final class JsonWriter {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Column[] COLUMNS = Column.values();

  private JsonWriter() {}

  /** JSON Lines. */
  static String lines(List<Listing> listings) throws IOException {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < listings.size(); i++) {
      Listing listing = listings.get(i);
      if (listing.has(Defects.BLANK_LINE)) {
        out.append('\n');
      }
      if (listing.has(Defects.WHITESPACE_LINE)) {
        out.append(" \t\r\n");
      }
      out.append(
          listing.has(Defects.UNCLOSED_QUOTE)
              ? "{\"id\": 7, \"NAME\": \"The upload, it seems, ended he"
              : element(listing, i));
      out.append(listing.has(Defects.CRLF_END) ? "\r\n" : "\n");
    }
    return out.toString();
  }

  /** One array, its elements on lines of their own. */
  static String array(List<Listing> listings) throws IOException {
    StringBuilder out = new StringBuilder("\n [");
    for (int i = 0; i < listings.size(); i++) {
      out.append(i == 0 ? "\n" : " ,\n").append(element(listings.get(i), i));
    }
    return out.append("\n]\n").toString();
  }

  private static String element(Listing listing, int index) throws IOException {
    if (listing.has(Defects.TOO_FEW_FIELDS)) {
      return "{\"id\": 73d, \"NAME\": tru}";
    }
    if (listing.has(Defects.TOO_MANY_FIELDS)) {
      return "[1, \"two ] }\", {\"three\": 3}]";
    }
    if (listing.has(Defects.UNCLOSED_QUOTE)) {
      return "null";
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      if (index % 31 == 0) {
        json.setHighestNonEscapedChar(127);
      }
      json.writeStartObject();
      for (Column column : COLUMNS) {
        field(json, listing, column, index);
      }
      if (listing.has(Defects.TEXT_AFTER_QUOTE)) {
        json.writeStringField("Host.Name", "of another spelling");
      }
      if (index % 29 == 0) {
        json.writeFieldName("photos");
        nested(json);
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void field(JsonGenerator json, Listing listing, Column column, int index)
      throws IOException {
    String key = index % 5 == 0 ? CsvFormat.otherSpelling(column) : column.header();
    String text = listing.get(column);
    if (index % 67 == 5) {
      json.writeStringField(key, "a value that a later one replaces");
    } else if (text.isEmpty() && index % 3 == 0) {
      return;
    }
    json.writeFieldName(key);
    if (index % 61 == 7 && COLUMNS[index / 61 % COLUMNS.length] == column) {
      nested(json);
    } else if (text.isEmpty() && index % 3 == 1) {
      json.writeNull();
    } else if (index % 2 == 0 && text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
      json.writeNumber(text);
    } else if (index % 2 == 0 && text.matches("(?i)true|false")) {
      json.writeBoolean(text.toLowerCase(Locale.ROOT).equals("true"));
    } else {
      json.writeString(text);
    }
  }

  private static void nested(JsonGenerator json) throws IOException {
    json.writeRawValue("{\"of\": [1, {\"text\": \"}],\"}]}");
  }
}
