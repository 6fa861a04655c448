package spanglue.tracing.internal.segment;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of an object in a segment document. What is empty is left out. */
final class SegmentFields {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  SegmentFields put(String key, @Nullable Object value) {
    if (value == null || value.equals("") || value.equals(Map.of())) {
      return this;
    }
    return putAlways(key, value);
  }

  /** Also where it is empty. */
  SegmentFields putAlways(String key, Object value) {
    fields.put(key, value);
    return this;
  }

  Map<String, Object> asMap() {
    return fields;
  }
}
