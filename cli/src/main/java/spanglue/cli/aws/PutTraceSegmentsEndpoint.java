package spanglue.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import spanglue.cli.process.Json;
import spanglue.cli.process.LoopbackServer.Request;
import spanglue.cli.process.LoopbackServer.Response;

/** X-Ray's PutTraceSegments ({@code POST /TraceSegments}): takes each document for itself. */
public final class PutTraceSegmentsEndpoint {
  /** What X-Ray takes of one document. */
  static final int MOST_BYTES = 64 * 1024;

  private static final Pattern TRACE_ID = Pattern.compile("1-[0-9a-f]{8}-[0-9a-f]{24}");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}\\p{Z}_.:/%&#=+\\\\\\-@]{1,200}");

  private final Consumer<List<JsonNode>> documents;

  /**
   * An endpoint that hands on what it takes.
   *
   * @param documents is given the documents of each request
   */
  public PutTraceSegmentsEndpoint(Consumer<List<JsonNode>> documents) {
    this.documents = documents;
  }

  public Response putTraceSegments(Request request) {
    List<JsonNode> taken = new ArrayList<>();
    ObjectNode answer = Json.object();
    ArrayNode unprocessed = answer.putArray("UnprocessedTraceSegments");
    JsonNode body = Json.read(request.body().toStringUtf8());
    for (JsonNode text : body.path("TraceSegmentDocuments")) {
      JsonNode document = parsed(text.asText());
      String error = error(text.asText(), document);
      if (error == null && document != null) {
        taken.add(document);
      } else {
        ObjectNode refused = unprocessed.addObject();
        if (document != null && document.path("id").isTextual()) {
          refused.set("Id", document.path("id"));
        }
        refused.put("ErrorCode", error);
        refused.put("Message", "Invalid segment. ErrorCode: " + error);
      }
    }
    documents.accept(taken);
    return Response.text(200, "application/json", Json.write(answer));
  }

  private static @Nullable JsonNode parsed(String text) {
    try {
      return Json.read(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Null where the document is taken. */
  private static @Nullable String error(String text, @Nullable JsonNode document) {
    if (document == null || !document.isObject()) {
      return "ParseError";
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      return "SegmentTooLarge";
    }
    if (!document.has("id")) {
      return "MissingId";
    }
    if (!ID.matcher(document.path("id").asText()).matches()) {
      return "InvalidId";
    }
    if (!TRACE_ID.matcher(document.path("trace_id").asText()).matches()) {
      return "InvalidTraceId";
    }
    if (!NAME.matcher(document.path("name").asText()).matches()) {
      return "InvalidName";
    }
    boolean hasEnd = document.path("end_time").isNumber() || document.has("in_progress");
    return document.path("start_time").isNumber() && hasEnd ? null : "InvalidTime";
  }
}
