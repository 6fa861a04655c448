package spanglue.tracing.internal.segment;

import static spanglue.tracing.internal.segment.SegmentJson.putUnlessEmpty;

import io.opentelemetry.api.common.AttributeKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import spanglue.tracing.vocabulary.TraceAttribute;

/**
 * Which attributes of a span become X-Ray annotations: what people filter traces by. All others
 * become metadata.
 */
public final class Annotations {
  /** A list of keys. The collector makes annotations of these attributes, metadata of the rest. */
  public static final AttributeKey<List<String>> KEY =
      AttributeKey.stringArrayKey(TraceAttribute.ANNOTATIONS.key());

  private Annotations() {}

  /**
   * Puts them and the metadata into a segment document.
   *
   * @param resource what the document says of the resource; empty for a subsegment
   */
  static void put(
      Map<String, Object> document, Map<String, Object> attributes, Map<String, Object> resource) {
    Map<String, Object> all = new HashMap<>(attributes);
    resource.forEach((key, value) -> all.put("otel.resource." + key, value));
    Set<?> wanted =
        all.remove(KEY.getKey()) instanceof Collection<?> keys ? Set.copyOf(keys) : Set.of();

    Map<String, Object> annotations = new LinkedHashMap<>();
    Map<String, Object> metadata = new LinkedHashMap<>();
    all.forEach(
        (key, value) -> {
          if (wanted.contains(key) && !(value instanceof Collection)) {
            annotations.put(XRayNames.annotationKey(key), value);
          } else {
            metadata.put(key, value);
          }
        });
    putUnlessEmpty(document, "annotations", annotations);
    putUnlessEmpty(document, "metadata", metadata.isEmpty() ? null : Map.of("default", metadata));
  }
}
