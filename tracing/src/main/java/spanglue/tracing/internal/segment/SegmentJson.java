package spanglue.tracing.internal.segment;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as Go's encoder writes it, which is what the collector uses: its length is X-Ray's bill. */
final class SegmentJson {
  private static final double PLAIN_FROM = 1e-6;
  private static final double PLAIN_BELOW = 1e21;

  private SegmentJson() {}

  /** Adds a field to {@code object}, as Go does with {@code omitempty}. */
  static void putUnlessEmpty(Map<String, Object> object, String key, @Nullable Object value) {
    if (value != null && !value.equals("") && !value.equals(Map.of()) && !value.equals(List.of())) {
      object.put(key, value);
    }
  }

  /** Of objects (maps), arrays (collections), text, numbers, booleans and null. */
  static void write(StringBuilder json, @Nullable Object value) {
    if (value instanceof String text) {
      text(json, text);
    } else if (value instanceof Map<?, ?> object) {
      char before = '{';
      for (Map.Entry<?, ?> field : object.entrySet()) {
        json.append(before);
        text(json, String.valueOf(field.getKey()));
        json.append(':');
        write(json, field.getValue());
        before = ',';
      }
      json.append(before == '{' ? "{}" : "}");
    } else if (value instanceof Collection<?> array) {
      char before = '[';
      for (Object element : array) {
        json.append(before);
        write(json, element);
        before = ',';
      }
      json.append(before == '[' ? "[]" : "]");
    } else if (value instanceof Double number) {
      number(json, number);
    } else {
      json.append(value);
    }
  }

  /** How many bytes {@code value} has as JSON. */
  static int size(@Nullable Object value) {
    StringBuilder json = new StringBuilder();
    write(json, value);
    return utf8Length(json);
  }

  /** How many bytes {@code json} has in UTF-8. */
  static int utf8Length(CharSequence json) {
    int bytes = json.length();
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c >= 0x80) {
        // Both halves of a surrogate pair make four bytes together.
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }

  private static void text(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        case '\b' -> json.append("\\b");
        case '\f' -> json.append("\\f");
        // Go's for a byte that is broken. One that was there before is 3 bytes shorter.
        case '\uFFFD' -> json.append("\\ufffd");
        default -> {
          if (c < ' ' || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
            json.append("\\u").append(hex(c >> 12)).append(hex(c >> 8));
            json.append(hex(c >> 4)).append(hex(c));
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }

  private static char hex(int digit) {
    return Character.forDigit(digit & 15, 16);
  }

  private static void number(StringBuilder json, double number) {
    double size = Math.abs(number);
    if (!Double.isFinite(number)) {
      json.append("null"); // Go can't write it: the collector drops the whole span.
    } else if (size != 0 && (size < PLAIN_FROM || size >= PLAIN_BELOW)) {
      // 1.0E-7 is 1e-7 there, 1.0E21 is 1e+21.
      json.append(
          Double.toString(number)
              .replace(".0E", "E")
              .replaceFirst("E(?=\\d)", "E+")
              .replace('E', 'e'));
    } else {
      json.append(new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString());
    }
  }
}
