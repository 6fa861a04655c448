package spanglue.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Java values as span attributes. */
final class Attributes {
  /** A list keeps so many of its values. */
  static final int MOST_VALUES = 100;

  private Attributes() {}

  /** Sets {@code key} on {@code span}; a null value sets nothing. */
  static void set(Span span, String key, @Nullable Object value) {
    if (value instanceof Boolean b) {
      span.setAttribute(key, b);
    } else if (value instanceof Double || value instanceof Float) {
      span.setAttribute(key, ((Number) value).doubleValue());
    } else if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      span.setAttribute(key, ((Number) value).longValue());
    } else if (value instanceof Collection<?> list) {
      span.setAttribute(
          AttributeKey.stringArrayKey(key),
          list.stream().limit(MOST_VALUES).map(String::valueOf).toList());
    } else if (value != null) {
      span.setAttribute(key, value.toString());
    }
  }
}
