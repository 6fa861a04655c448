package spanglue.glue.oracle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Splits the whole text of a JSON Lines file or of one JSON array into records and fields. */
final class JsonReference {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonReference() {}

  /** The first character that is no white space decides: {@code [} begins an array. */
  static List<SourceRecord> split(String text) {
    List<String> elements = text.trim().startsWith("[") ? arrayElements(text.trim()) : lines(text);
    return elements.stream().map(JsonReference::parse).toList();
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\r?\n", -1)) {
      if (!line.trim().isEmpty()) {
        lines.add(line);
      }
    }
    return lines;
  }

  /** The texts between the top-level commas; brackets and braces count outside strings only. */
  private static List<String> arrayElements(String text) {
    List<String> elements = new ArrayList<>();
    StringBuilder element = new StringBuilder();
    boolean inString = false;
    int depth = 1;
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inString) {
        element.append(c);
        if (c == '\\' && i + 1 < text.length()) {
          element.append(text.charAt(++i));
        }
        inString = c != '"';
        continue;
      }
      inString = c == '"';
      depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
      if (depth == 0) {
        if (i + 1 < text.length()) {
          throw new IllegalArgumentException(
              "text after the array's end: " + text.substring(i + 1));
        }
        break;
      }
      if (c == ',' && depth == 1) {
        elements.add(element.toString().trim());
        element.setLength(0);
      } else {
        element.append(c);
      }
    }
    if (!element.toString().trim().isEmpty() || !elements.isEmpty()) {
      elements.add(element.toString().trim());
    }
    return elements;
  }

  private static SourceRecord parse(String raw) {
    Map<String, String> writtenNames = new HashMap<>();
    Map<String, @Nullable String> values = new HashMap<>();
    Set<String> nested = new HashSet<>();
    try (JsonParser parser = JSON.createParser(raw)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return SourceRecord.malformed(raw);
      }
      boolean collided = false;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String written = parser.currentName();
        String name = ListingColumns.standardName(written);
        String before = writtenNames.putIfAbsent(name, written);
        collided |= before != null && !before.equals(written);
        JsonToken token = parser.nextToken();
        boolean isNested = token.isStructStart();
        values.put(name, isNested || token == JsonToken.VALUE_NULL ? null : parser.getText());
        if (isNested) {
          nested.add(name);
        } else {
          nested.remove(name);
        }
        parser.skipChildren();
      }
      boolean more = parser.nextToken() != null;
      return collided || more
          ? SourceRecord.malformed(raw)
          : new SourceRecord(raw, false, values, nested);
    } catch (JsonProcessingException broken) {
      return SourceRecord.malformed(raw);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
