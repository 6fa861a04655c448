package spanglue.cli.trace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import spanglue.cli.process.Json;

/** A trace as one JSON object: {@code docs/cli.md} says what is in it. */
public final class TraceJson {
  private static final int VERSION = 1;

  private TraceJson() {}

  public static ObjectNode of(Trace trace) {
    SlowestPath path = SlowestPath.of(trace);
    ObjectNode json = Json.object();
    json.put("schema_version", VERSION);
    json.put("trace_id", trace.id());
    json.put("source", trace.source());
    json.put("start_ms", trace.start() / 1_000_000);
    json.put("duration_ms", (trace.end() - trace.start()) / 1e6);
    json.put("slowest_path_ms", path.total() / 1e6);
    ArrayNode spans = json.putArray("spans");
    for (TraceSpan span : trace.spans()) {
      ObjectNode of = spans.addObject();
      of.put("id", span.id());
      of.put("parent_id", span.parentId());
      of.put("name", span.name());
      of.put("service", span.service());
      of.put("offset_ms", (span.start() - trace.start()) / 1e6);
      if (span.end() == null) {
        of.putNull("duration_ms");
      } else {
        of.put("duration_ms", (Trace.knownEnd(span) - span.start()) / 1e6);
      }
      of.put("failed", span.failure() != null);
      if (span.failure() != null) {
        of.put("message", span.failure());
      }
      of.put("on_slowest_path", path.contains(span));
      of.put("own_ms", path.own(span) / 1e6);
      of.set("attributes", span.attributes());
    }
    return json;
  }
}
