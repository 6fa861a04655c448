package spanglue.stack.settings;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a context key may be set to.
 *
 * @param description ends the sentence "expected .."
 * @param read the value of a text; empty where the text is not allowed
 */
record Allowed<T>(String description, Function<String, Optional<T>> read) {
  private static final Pattern TAG =
      Pattern.compile("((?!aws:)[\\p{L}\\p{N} _.:/+@-]{1,128})=([\\p{L}\\p{N} _.:/=+@-]{0,256})");

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

  /** Nothing, or some texts of a form, none of them twice. */
  static Allowed<List<String>> texts(int least, String pattern, String description) {
    return list(
        least,
        description,
        text -> Optional.of(text).filter(some -> some.matches(pattern)),
        Function.identity());
  }

  /** Nothing, or some values, no two of the same identity. */
  static <T> Allowed<List<T>> list(
      int least, String description, Function<String, Optional<T>> one, Function<T, ?> identity) {
    return new Allowed<>(
        description,
        text -> {
          if (text.isEmpty()) {
            return Optional.of(List.of());
          }
          List<String> parts = separated(text);
          List<T> values = parts.stream().map(one).flatMap(Optional::stream).toList();
          boolean whole = values.size() == parts.size() && values.size() >= least;
          boolean distinct = values.stream().map(identity).distinct().count() == values.size();
          return whole && distinct ? Optional.of(values) : Optional.empty();
        });
  }

  /** Nothing, or an AWS tag or more. */
  static Allowed<Map<String, String>> tags() {
    return new Allowed<>(
        "name=value, separated by commas; of letters, digits, blanks and _.:/=+-@, a name not"
            + " beginning with aws: and none twice",
        text -> text.isEmpty() ? Optional.of(Map.of()) : readTags(text));
  }

  private static Optional<Map<String, String>> readTags(String text) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String pair : separated(text)) {
      Matcher tag = TAG.matcher(pair);
      if (!tag.matches() || tags.put(tag.group(1), tag.group(2)) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(tags);
  }

  private static List<String> separated(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }
}
