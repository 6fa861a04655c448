package spanglue.stack.settings;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Typed values of context keys: text from the command line, or JSON's own types in cdk.json. */
final class ContextValues {
  private final Function<String, @Nullable Object> context;

  ContextValues(Function<String, @Nullable Object> context) {
    this.context = context;
  }

  boolean flag(String key, boolean otherwise) {
    String value = text(key, String.valueOf(otherwise));
    if (!value.equals("true") && !value.equals("false")) {
      throw wrong(key, value, "true or false");
    }
    return value.equals("true");
  }

  int number(String key, int otherwise, int least, int most) {
    String value = text(key, String.valueOf(otherwise));
    if (!value.matches("[0-9]{1,6}")
        || Integer.parseInt(value) < least
        || Integer.parseInt(value) > most) {
      throw wrong(key, value, "a whole number from " + least + " to " + most);
    }
    return Integer.parseInt(value);
  }

  /** One of some values, which are compared by how they are written. */
  <T> T oneOf(String key, T otherwise, Collection<T> allowed) {
    String value = text(key, String.valueOf(otherwise));
    return allowed.stream()
        .filter(one -> one.toString().equals(value))
        .findFirst()
        .orElseThrow(() -> wrong(key, value, "one of " + new TreeSet<>(allowed)));
  }

  @Nullable String matching(String key, String pattern, String what) {
    String value = text(key, "");
    if (value.isEmpty()) {
      return null;
    }
    if (!value.matches(pattern)) {
      throw wrong(key, value, what);
    }
    return value;
  }

  /** Values separated by commas; empty where there is none. */
  List<String> list(String key, int least) {
    String value = text(key, "");
    List<String> values =
        Arrays.stream(value.split(",", -1)).map(String::strip).filter(v -> !v.isEmpty()).toList();
    if (!value.isEmpty() && values.size() < least) {
      throw wrong(key, value, least + " or more names, separated by commas");
    }
    return values;
  }

  /** {@code name=value}, separated by commas. */
  Map<String, String> pairs(String key) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : list(key, 1)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw wrong(key, pair, "name=value, separated by commas");
      }
      pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return pairs;
  }

  String text(String key, String otherwise) {
    Object value = context.apply(key);
    return value == null || value.toString().isBlank() ? otherwise : plain(value);
  }

  /** JSON's numbers arrive as doubles. */
  private static String plain(Object value) {
    return value instanceof Double number && number == Math.rint(number)
        ? String.valueOf(number.longValue())
        : value.toString().strip();
  }

  private static IllegalArgumentException wrong(String key, String value, String expected) {
    return new IllegalArgumentException(
        "context key '" + key + "' is '" + value + "'; expected " + expected);
  }
}
