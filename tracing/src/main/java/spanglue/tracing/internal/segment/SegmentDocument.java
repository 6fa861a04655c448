package spanglue.tracing.internal.segment;

import static spanglue.tracing.internal.segment.SegmentJson.putUnlessEmpty;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.vocabulary.ResourceAttribute;
import spanglue.tracing.vocabulary.TraceAttribute;

/**
 * The X-Ray segment document of a span, as a JSON object. Of spans such as this library's it is the
 * one that the collector's {@code awsxray} exporter makes (v0.156.0, with no indexed attributes
 * configured). Attributes that the exporter takes for a call's or a platform's are metadata here,
 * like any others.
 */
public final class SegmentDocument {
  /** Makes a document one that the complete document of the same id replaces. */
  public static final AttributeKey<Boolean> IN_PROGRESS =
      AttributeKey.booleanKey(TraceAttribute.IN_PROGRESS.key());

  private static final double NANOS = 1_000_000_000.0;

  private SegmentDocument() {}

  /**
   * Bytes that the collector sends for {@code span}: exactly, or with attributes of a call or
   * another platform at most.
   */
  public static int size(SpanData span) {
    // Go's encoder ends a document with a line feed.
    return documentSize(span) + 1 + ExporterBlocks.size(span);
  }

  /** Bytes of {@link #json}, in UTF-8. */
  public static int documentSize(SpanData span) {
    return SegmentJson.utf8Length(json(span));
  }

  public static String json(SpanData span) {
    StringBuilder json = new StringBuilder(1_024);
    SegmentJson.write(json, of(span));
    return json.toString();
  }

  private static Map<String, Object> of(SpanData span) {
    Map<String, Object> attributes = byKey(span.getAttributes());
    Map<String, Object> resource = byKey(span.getResource().getAttributes());
    boolean segment = isSegment(span);
    boolean inProgress = Boolean.TRUE.equals(attributes.remove(IN_PROGRESS.getKey()));

    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", name(span, resource));
    document.put("id", span.getSpanId());
    document.put("start_time", span.getStartEpochNanos() / NANOS);
    if (inProgress) {
      document.put("in_progress", true);
    } else {
      document.put("end_time", span.getEndEpochNanos() / NANOS);
    }
    document.put("trace_id", XRayNames.traceId(span.getTraceId()));
    if (span.getParentSpanContext().isValid()) {
      document.put("parent_id", span.getParentSpanId());
    }
    putUnlessEmpty(document, "type", segment ? "" : "subsegment");
    putUnlessEmpty(document, "namespace", isCall(span) ? "remote" : "");
    if (!span.getLinks().isEmpty()) {
      document.put("links", span.getLinks().stream().map(SegmentDocument::link).toList());
    }
    SegmentCause.put(document, span);
    Object version = resource.get(ResourceAttribute.SERVICE_VERSION.key());
    if (version != null) {
      document.put("service", version.equals("") ? Map.of() : Map.of("version", version));
    }
    document.put("aws", aws(resource));
    Annotations.put(document, attributes, segment ? resource : Map.of());
    return document;
  }

  /** A span that serves goes by its service's name, as it is. */
  private static Object name(SpanData span, Map<String, Object> resource) {
    Object service = resource.getOrDefault(ResourceAttribute.SERVICE_NAME.key(), "");
    return span.getKind() == SpanKind.SERVER && !service.equals("")
        ? service
        : XRayNames.inTheCollector(span.getName());
  }

  private static boolean isSegment(SpanData span) {
    return span.getKind() == SpanKind.SERVER
        || span.getKind() == SpanKind.CONSUMER
        || !span.getParentSpanContext().isValid();
  }

  static boolean isCall(SpanData span) {
    return span.getKind() == SpanKind.CLIENT || span.getKind() == SpanKind.PRODUCER;
  }

  private static Map<String, Object> link(LinkData link) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("trace_id", XRayNames.traceId(link.getSpanContext().getTraceId()));
    fields.put("id", link.getSpanContext().getSpanId());
    putUnlessEmpty(fields, "attributes", byKey(link.getAttributes()));
    return fields;
  }

  /** By this X-Ray finds the logs of the process. */
  private static Map<String, Object> aws(Map<String, Object> resource) {
    Object sdk = resource.getOrDefault("telemetry.sdk.name", "");
    Object language = resource.getOrDefault("telemetry.sdk.language", "");
    Map<String, Object> xray = new LinkedHashMap<>();
    putUnlessEmpty(
        xray, "sdk", sdk.equals("") || language.equals("") ? sdk : sdk + " for " + language);
    putUnlessEmpty(xray, "sdk_version", resource.get("telemetry.sdk.version"));
    xray.put("auto_instrumentation", false);

    Map<String, Object> aws = new LinkedHashMap<>();
    aws.put("xray", xray);
    putUnlessEmpty(aws, "cloudwatch_logs", logGroups(resource));
    putUnlessEmpty(aws, "account_id", resource.get(ResourceAttribute.CLOUD_ACCOUNT_ID.key()));
    return aws;
  }

  private static List<Object> logGroups(Map<String, Object> resource) {
    List<Object> groups = new ArrayList<>();
    for (String arn : texts(resource.get("aws.log.group.arns"))) {
      String[] parts = arn.split(":", -1);
      groups.add(Map.of("log_group", parts.length >= 7 ? parts[6] : arn, "arn", arn));
    }
    if (groups.isEmpty()) {
      texts(resource.get(ResourceAttribute.LOG_GROUP_NAMES.key()))
          .forEach(name -> groups.add(Map.of("log_group", name)));
    }
    return groups;
  }

  /** A text names several with {@code &} between them. */
  private static List<String> texts(@Nullable Object value) {
    if (value instanceof Collection<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    return value instanceof String text
        ? Stream.of(text.split("&")).filter(part -> !part.isEmpty()).toList()
        : List.of();
  }

  private static Map<String, Object> byKey(Attributes attributes) {
    Map<String, Object> byKey = new HashMap<>();
    attributes.forEach(
        (key, value) ->
            byKey.put(
                key.getKey(), key.getType() == AttributeType.VALUE ? value.toString() : value));
    return byKey;
  }

  /**
   * Which attributes of a span become X-Ray annotations: what people filter traces by. All others
   * become metadata.
   */
  private static final class Annotations {
    /**
     * A list of keys. The collector makes annotations of these attributes, metadata of the rest.
     */
    private static final AttributeKey<List<String>> KEY =
        AttributeKey.stringArrayKey(TraceAttribute.ANNOTATIONS.key());

    private Annotations() {}

    /**
     * Puts them and the metadata into a segment document.
     *
     * @param resource what the document says of the resource; empty for a subsegment
     */
    static void put(
        Map<String, Object> document,
        Map<String, Object> attributes,
        Map<String, Object> resource) {
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
}
