package spanglue.lambda;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * JSON on one line: maps, lists, texts and numbers are all that this module sends. RATIONALE says
 * why no library does it.
 */
final class JsonLine {
  private JsonLine() {}

  static String of(Object value) {
    if (value instanceof Map<?, ?> map) {
      return enclose(
          "{",
          map.entrySet().stream()
              .map(entry -> of(entry.getKey().toString()) + ":" + of(entry.getValue())),
          "}");
    }
    if (value instanceof Iterable<?> values) {
      return enclose("[", StreamSupport.stream(values.spliterator(), false).map(JsonLine::of), "]");
    }
    return value instanceof Number ? value.toString() : quote(value.toString());
  }

  private static String enclose(String open, Stream<String> parts, String close) {
    return parts.collect(Collectors.joining(",", open, close));
  }

  private static String quote(String text) {
    var json = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
