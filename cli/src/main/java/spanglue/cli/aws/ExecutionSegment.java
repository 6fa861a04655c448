package spanglue.cli.aws;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import spanglue.cli.process.Json;

/** An execution as the segment document that Step Functions sends to X-Ray. */
public final class ExecutionSegment {
  /** What Step Functions calls Glue for. */
  public static final String OPERATION = "startJobRun.sync";

  private ExecutionSegment() {}

  /** The document as far as the execution has come. */
  static ObjectNode of(ExecutionRecord execution) {
    ObjectNode segment = part(execution.machine());
    segment.put("trace_id", execution.caller().xrayTraceId());
    String parent = execution.caller().parentId();
    if (parent != null) {
      segment.put("parent_id", parent);
    }
    segment.put("origin", "AWS::StepFunctions::StateMachine");
    segment.put("resource_arn", execution.stateMachine().toString());
    segment.putObject("aws").put("execution_arn", execution.executionArn());
    ArrayNode states = segment.putArray("subsegments");
    for (ExecutionRecord.State state : execution.states()) {
      ObjectNode subsegment = part(state.part());
      if (!state.calls().isEmpty()) {
        ArrayNode calls = subsegment.putArray("subsegments");
        state.calls().forEach(call -> calls.add(call(call)));
      }
      states.add(subsegment);
    }
    return segment;
  }

  private static ObjectNode call(ExecutionRecord.Call call) {
    ObjectNode subsegment = part(call.part());
    subsegment.put("namespace", "aws");
    subsegment.putObject("aws").put("operation", OPERATION).put("request_id", call.requestId());
    return subsegment;
  }

  private static ObjectNode part(ExecutionRecord.Part part) {
    ObjectNode json = Json.object();
    json.put("id", part.id());
    json.put("name", part.name());
    json.put("start_time", seconds(part.start()));
    @Nullable Instant end = part.end();
    if (end == null) {
      json.put("in_progress", true);
    } else {
      json.put("end_time", seconds(end));
    }
    if (part.error() != null) {
      json.put("fault", true);
      json.putObject("cause")
          .putArray("exceptions")
          .addObject()
          .put("id", part.id())
          .put("type", part.error())
          .put("message", part.cause());
    }
    return json;
  }

  private static double seconds(Instant instant) {
    return instant.toEpochMilli() / 1000.0;
  }
}
