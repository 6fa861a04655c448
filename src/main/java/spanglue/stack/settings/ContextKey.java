package spanglue.stack.settings;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A choice of a deployment.
 *
 * @param name as in {@code -c workers=4}
 * @param otherwise its value where it is left out, written as in the context; empty for none
 * @param meaning what it chooses
 */
record ContextKey<T>(String name, String otherwise, Allowed<T> allowed, String meaning) {
  /**
   * Its value in a context, which has text from the command line and JSON's own types from
   * cdk.json. A blank value is not the default: only a key that is left out is.
   *
   * @throws IllegalArgumentException naming the key, its value and what is allowed
   */
  T in(Function<String, @Nullable Object> context) {
    Object found = context.apply(name);
    if (found == null) {
      return allowed.read().apply(otherwise).orElseThrow();
    }
    String value = text(found);
    return Optional.of(value)
        .filter(text -> !text.isEmpty())
        .flatMap(allowed.read())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "context key '"
                        + name
                        + "' is '"
                        + value
                        + "'; expected "
                        + allowed.description()
                        + (value.isEmpty() ? ", or the key left out" : "")));
  }

  /** JSON's numbers arrive as doubles. */
  private static String text(Object value) {
    return value instanceof Double number && number == Math.rint(number)
        ? String.valueOf(number.longValue())
        : value.toString().strip();
  }
}
