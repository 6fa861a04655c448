package spanglue.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Supplier;
import spanglue.cli.process.Json;
import spanglue.cli.process.LoopbackServer.Request;
import spanglue.cli.process.LoopbackServer.Response;

/** X-Ray's BatchGetTraces ({@code POST /Traces}), answered from the executions that are known. */
public final class BatchGetTracesEndpoint {
  private final Supplier<List<ExecutionRecord>> executions;

  public BatchGetTracesEndpoint(Supplier<List<ExecutionRecord>> executions) {
    this.executions = executions;
  }

  public Response batchGetTraces(Request request) {
    JsonNode ids = Json.read(request.body().toStringUtf8()).path("TraceIds");
    ObjectNode answer = Json.object();
    ArrayNode traces = answer.putArray("Traces");
    for (JsonNode id : ids) {
      List<ObjectNode> segments =
          executions.get().stream()
              .filter(execution -> execution.caller().xrayTraceId().equals(id.asText()))
              .map(ExecutionSegment::of)
              .toList();
      if (!segments.isEmpty()) {
        traces.add(trace(id.asText(), segments));
      }
    }
    answer.putArray("UnprocessedTraceIds");
    answer.putNull("NextToken");
    return Response.text(200, "application/json", Json.write(answer));
  }

  private static ObjectNode trace(String id, List<ObjectNode> documents) {
    ObjectNode trace = Json.object();
    trace.put("Id", id).put("Duration", 1.0).put("LimitExceeded", false);
    ArrayNode segments = trace.putArray("Segments");
    documents.forEach(
        document ->
            segments
                .addObject()
                .put("Id", document.path("id").asText())
                .put("Document", Json.write(document)));
    return trace;
  }
}
