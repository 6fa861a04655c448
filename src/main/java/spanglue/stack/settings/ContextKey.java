package spanglue.stack.settings;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A choice of a deployment.
 *
 * @param name as in {@code -c workers=4}
 * @param otherwise its value where the context says nothing, written as in the context
 * @param meaning what it chooses
 */
record ContextKey<T>(String name, String otherwise, Allowed<T> allowed, String meaning) {
  /**
   * Its value in a context, which has text from the command line and JSON's own types from
   * cdk.json.
   *
   * @throws IllegalArgumentException naming the key, its value and what is allowed
   */
  T in(Function<String, @Nullable Object> context) {
    Object found = context.apply(name);
    String value = found == null || found.toString().isBlank() ? otherwise : text(found);
    return allowed
        .read()
        .apply(value)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "context key '"
                        + name
                        + "' is '"
                        + value
                        + "'; expected "
                        + allowed.description()));
  }

  /** JSON's numbers arrive as doubles. */
  private static String text(Object value) {
    return value instanceof Double number && number == Math.rint(number)
        ? String.valueOf(number.longValue())
        : value.toString().strip();
  }
}
