package spanglue.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Java values as span attributes. */
final class AttributeValues {
  /** A list keeps so many of its values. */
  static final int MOST_VALUES = 100;

  /** From these the collector would take a segment's name, whatever the span is called. */
  private static final Set<String> RENAMING =
      Set.of(
          "aws.local.service",
          "aws.remote.service",
          "aws.service",
          "aws.span.kind",
          "db.name",
          "http.host",
          "net.peer.name",
          "peer.service",
          "rpc.service");

  private AttributeValues() {}

  /**
   * Sets {@code key} on {@code span}; a null value sets nothing. A key that would rename the span
   * in X-Ray is set as {@code spanglue.<key>}.
   */
  static void set(Span span, String key, @Nullable Object value) {
    setAs(RENAMING.contains(key) ? "spanglue." + key : key, span, value);
  }

  private static void setAs(String key, Span span, @Nullable Object value) {
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
