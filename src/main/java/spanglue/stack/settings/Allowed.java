package spanglue.stack.settings;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a context key may be set to.
 *
 * @param description ends the sentence "expected .."
 * @param read the value of a text; empty where the text is not allowed
 */
record Allowed<T>(String description, Function<String, Optional<T>> read) {
  static Allowed<Boolean> flag() {
    return new Allowed<>(
        "true or false",
        text ->
            text.equals("true") || text.equals("false")
                ? Optional.of(Boolean.valueOf(text))
                : Optional.empty());
  }

  static Allowed<Integer> number(int least, int most) {
    return new Allowed<>(
        "a whole number from " + least + " to " + most,
        text ->
            Optional.of(text)
                .filter(digits -> digits.matches("[0-9]{1,6}"))
                .map(Integer::valueOf)
                .filter(number -> number >= least && number <= most));
  }

  /** One of some values, which are compared by how they are written. */
  static <T> Allowed<T> oneOf(Collection<T> values) {
    return new Allowed<>(
        "one of " + new TreeSet<>(values),
        text -> values.stream().filter(value -> value.toString().equals(text)).findFirst());
  }

  static Allowed<String> anyText() {
    return new Allowed<>("a text", Optional::of);
  }

  /** A text of a form. */
  static Allowed<String> of(String pattern, String description) {
    return new Allowed<>(
        description, text -> Optional.of(text).filter(some -> some.matches(pattern)));
  }

  /** A text of a form, or nothing. */
  static Allowed<Optional<String>> matching(String pattern, String description) {
    return new Allowed<>(
        description,
        text ->
            text.isEmpty() || text.matches(pattern)
                ? Optional.of(Optional.of(text).filter(some -> !some.isEmpty()))
                : Optional.empty());
  }

  /** Nothing, or some names and not fewer than {@code least}. */
  static Allowed<List<String>> names(int least) {
    return new Allowed<>(
        least + " or more names, separated by commas",
        text -> Optional.of(separated(text)).filter(all -> text.isEmpty() || all.size() >= least));
  }

  static Allowed<Map<String, String>> pairs() {
    return new Allowed<>("name=value, separated by commas", Allowed::readPairs);
  }

  private static Optional<Map<String, String>> readPairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : separated(text)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        return Optional.empty();
      }
      pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return Optional.of(pairs);
  }

  private static List<String> separated(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }
}
