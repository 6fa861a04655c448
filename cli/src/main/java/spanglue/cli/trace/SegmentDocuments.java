package spanglue.cli.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import spanglue.cli.process.Json;

/** Segments and subsegments of X-Ray's documents. */
public final class SegmentDocuments {
  private SegmentDocuments() {}

  /** All in a document, itself first. */
  public static List<TraceSpan> of(JsonNode document) {
    List<TraceSpan> spans = new ArrayList<>();
    String parent = document.path("parent_id").asText("");
    String service =
        document.path("type").asText("").equals("subsegment") ? "" : document.path("name").asText();
    add(document, parent.isEmpty() ? null : parent, service, spans);
    return spans;
  }

  private static void add(
      JsonNode segment, @Nullable String parent, String service, List<TraceSpan> spans) {
    String id = segment.path("id").asText();
    spans.add(
        new TraceSpan(
            id,
            parent,
            segment.path("name").asText(),
            service,
            nanos(segment.path("start_time")),
            segment.has("end_time") ? nanos(segment.path("end_time")) : null,
            failure(segment),
            attributes(segment)));
    segment.path("subsegments").forEach(child -> add(child, id, service, spans));
  }

  /** The exception that was thrown; a cause may also be only the id of another's. */
  private static @Nullable String failure(JsonNode segment) {
    boolean failed =
        segment.path("fault").asBoolean()
            || segment.path("error").asBoolean()
            || segment.path("throttle").asBoolean();
    return failed ? segment.at("/cause/exceptions/0/message").asText("") : null;
  }

  private static ObjectNode attributes(JsonNode segment) {
    ObjectNode attributes = Json.object();
    segment.path("annotations").forEachEntry(attributes::set);
    segment.at("/metadata/default").forEachEntry(attributes::set);
    for (String block : List.of("origin", "aws", "http")) {
      if (segment.has(block)) {
        attributes.set(block, segment.path(block));
      }
    }
    return attributes;
  }

  private static long nanos(JsonNode seconds) {
    return seconds.isNumber() ? new BigDecimal(seconds.asText()).movePointRight(9).longValue() : 0;
  }
}
