package spanglue.tracing.internal.segment;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Attributes that no other part of a segment shows: annotations and metadata. */
final class SegmentAttributes {
  private static final String ANNOTATIONS = Annotations.KEY.getKey();
  private static final String METADATA = "aws.xray.metadata.";
  private static final Pattern NOT_IN_A_KEY = Pattern.compile("[^0-9A-Za-z.]");

  private final Map<String, Object> annotations = new LinkedHashMap<>();
  private final Map<String, Object> metadata = new LinkedHashMap<>();
  private final Map<String, Object> byDefault = new LinkedHashMap<>();
  private final Set<String> indexed = new HashSet<>();

  private SegmentAttributes() {}

  /**
   * @param attributes what is left of the span's
   * @param resource what the segment says of its resource; empty for a subsegment
   */
  static void put(
      SegmentFields document, Map<String, Object> attributes, Map<String, Object> resource) {
    document.put("user", attributes.remove("enduser.id"));
    SegmentAttributes parts = new SegmentAttributes();
    if (attributes.get(ANNOTATIONS) instanceof Collection<?> keys) {
      keys.forEach(key -> parts.indexed.add(String.valueOf(key)));
      attributes.remove(ANNOTATIONS);
    }
    resource.forEach((key, value) -> parts.resource("otel.resource." + key, value));
    attributes.forEach(parts::attribute);
    if (!parts.byDefault.isEmpty()) {
      parts.metadata.put("default", parts.byDefault);
    }
    document.put("annotations", parts.annotations);
    document.put("metadata", parts.metadata);
  }

  private void resource(String key, Object value) {
    if (indexed.contains(key) && !(value instanceof Collection)) {
      annotate(key, value);
    } else {
      byDefault.put(key, value);
    }
  }

  /** A list that shall be indexed is nowhere in the end. */
  private void attribute(String key, Object value) {
    if (indexed.contains(key)) {
      if (!(value instanceof Collection)) {
        annotate(key, value);
      }
    } else if (key.startsWith(METADATA) && value instanceof String json) {
      namespace(key, json);
    } else {
      byDefault.put(key, value);
    }
  }

  private void annotate(String key, Object value) {
    annotations.put(NOT_IN_A_KEY.matcher(key).replaceAll("_"), value);
  }

  private void namespace(String key, String json) {
    String namespace = key.substring(METADATA.length());
    try {
      Map<String, Object> values = JSON.std.mapFrom(json);
      if (namespace.toLowerCase(Locale.ROOT).equals("default")) {
        byDefault.putAll(values);
      } else {
        metadata.put(namespace, values);
      }
    } catch (IOException e) {
      byDefault.put(key, json); // Text that is no JSON object stays text.
    }
  }
}
