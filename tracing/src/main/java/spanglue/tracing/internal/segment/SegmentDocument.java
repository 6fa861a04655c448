package spanglue.tracing.internal.segment;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import spanglue.tracing.vocabulary.TraceAttribute;

/**
 * The X-Ray segment document that the collector's {@code awsxray} exporter (v0.156.0, with no
 * indexed attributes configured) makes of a span, as a JSON object. What only AWS's own agents put
 * on spans ({@code aws.span.kind}, {@code aws.local.*}, {@code aws.remote.*}) is not modelled.
 */
public final class SegmentDocument {
  /** Makes a document one that the complete document of the same id replaces. */
  public static final AttributeKey<Boolean> IN_PROGRESS =
      AttributeKey.booleanKey(TraceAttribute.IN_PROGRESS.key());

  private static final double NANOS = 1_000_000_000.0;

  private SegmentDocument() {}

  /** Bytes of the document. */
  public static int size(SpanData span) {
    return SegmentJson.utf8Length(json(span)) + 1; // Go's encoder ends it with a line feed.
  }

  public static String json(SpanData span) {
    StringBuilder json = new StringBuilder(1_024);
    SegmentJson.write(json, of(span));
    return json.toString();
  }

  static Map<String, Object> of(SpanData span) {
    // Each part takes out what it shows; what is left is metadata.
    Map<String, Object> attributes = byKey(span.getAttributes());
    Map<String, Object> resource = byKey(span.getResource().getAttributes());
    boolean segment = isSegment(span);
    boolean inProgress = Boolean.TRUE.equals(attributes.remove(IN_PROGRESS.getKey()));

    SegmentFields document = new SegmentFields();
    document.put("name", SegmentNames.name(span, attributes, resource));
    document.put("id", span.getSpanId());
    document.put("start_time", span.getStartEpochNanos() / NANOS);
    document.put("service", service(resource));
    document.put("origin", SegmentPlatform.origin(resource));
    if (!span.getLinks().isEmpty()) {
      document.put("links", links(span));
    }
    document.put("trace_id", traceId(span.getTraceId()));
    document.put(
        inProgress ? "in_progress" : "end_time",
        inProgress ? true : (Object) (span.getEndEpochNanos() / NANOS));
    document.put("namespace", SegmentNames.namespace(span, attributes));
    SegmentCause.put(document, span, attributes, resource);
    document.put("http", SegmentHttp.take(span, attributes));
    document.put("aws", SegmentAws.take(attributes, resource));
    document.put("sql", SegmentSql.take(span, attributes));
    SegmentAttributes.put(document, attributes, segment ? resource : Map.of());
    if (span.getParentSpanContext().isValid()) {
      document.put("parent_id", span.getParentSpanId());
    }
    document.put("type", segment ? "" : "subsegment");
    return document.asMap();
  }

  private static boolean isSegment(SpanData span) {
    return span.getKind() == SpanKind.SERVER
        || span.getKind() == SpanKind.CONSUMER
        || !span.getParentSpanContext().isValid();
  }

  private static Map<String, Object> service(Map<String, Object> resource) {
    Object version = resource.getOrDefault("service.version", resource.get("container.image.tag"));
    return version == null ? Map.of() : Map.of("version", version);
  }

  private static List<Object> links(SpanData span) {
    List<Object> links = new ArrayList<>();
    for (LinkData link : span.getLinks()) {
      links.add(
          new SegmentFields()
              .put("trace_id", traceId(link.getSpanContext().getTraceId()))
              .put("id", link.getSpanContext().getSpanId())
              .put("attributes", byKey(link.getAttributes()))
              .asMap());
    }
    return links;
  }

  private static String traceId(String traceId) {
    return "1-" + traceId.substring(0, 8) + "-" + traceId.substring(8);
  }

  private static Map<String, Object> byKey(Attributes attributes) {
    Map<String, Object> byKey = new HashMap<>();
    attributes.forEach(
        (key, value) ->
            byKey.put(
                key.getKey(), key.getType() == AttributeType.VALUE ? value.toString() : value));
    return byKey;
  }
}
