package spanglue.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import spanglue.cli.process.Json;
import spanglue.cli.process.LoopbackServer.Request;
import spanglue.cli.process.LoopbackServer.Response;
import spanglue.cli.process.RandomIds;
import spanglue.tracing.TraceHeader;

/** The one operation of the Step Functions API that the function calls: StartExecution. */
public final class StartExecutionEndpoint {
  /** Runs an execution; returns as soon as it runs. */
  interface Starter {
    /**
     * Starts an execution and returns as soon as it runs.
     *
     * @param header the caller's place in the trace; null where it gave none
     */
    void start(String name, JsonNode input, @Nullable TraceHeader header);
  }

  private static final String TARGET = "AWSStepFunctions.StartExecution";

  private final StateMachineArn stateMachine;
  private final Starter starter;
  private final Set<String> started = new HashSet<>();

  public StartExecutionEndpoint(StateMachineArn stateMachine, Starter starter) {
    this.stateMachine = stateMachine;
    this.starter = starter;
  }

  /** AWS JSON 1.0. */
  public synchronized Response answer(Request request) {
    if (!request.header("x-amz-target").equals(TARGET)) {
      return error("UnknownOperationException", "only " + TARGET + " is answered here");
    }
    JsonNode body = Json.read(request.body().toStringUtf8());
    String arn = body.path("stateMachineArn").asText();
    if (!arn.equals(stateMachine.toString())) {
      return error("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
    }
    String name = body.path("name").asText(RandomIds.hex(16));
    @Nullable TraceHeader header;
    try {
      header = header(request, body);
    } catch (IllegalArgumentException e) {
      return error("ValidationException", e.toString());
    }
    if (!started.add(name)) {
      return error(
          "ExecutionAlreadyExists",
          "Execution Already Exists: '" + stateMachine.execution(name) + "'");
    }
    Instant now = Instant.now();
    starter.start(name, Json.read(body.path("input").asText("{}")), header);
    ObjectNode answer = Json.object();
    answer.put("executionArn", stateMachine.execution(name));
    answer.put("startDate", now.toEpochMilli() / 1000.0);
    return json(200, answer);
  }

  /** The HTTP header wins over the parameter, as on AWS. */
  private static @Nullable TraceHeader header(Request request, JsonNode body) {
    String http = request.header("x-amzn-trace-id");
    String header = http.isEmpty() ? body.path("traceHeader").asText("") : http;
    return header.isEmpty() ? null : TraceHeader.parse(header);
  }

  private static Response error(String type, String message) {
    ObjectNode error = Json.object();
    error.put("__type", "com.amazonaws.swf.service.v2.model#" + type);
    error.put("message", message);
    return json(400, error);
  }

  private static Response json(int status, ObjectNode body) {
    return Response.text(status, "application/x-amz-json-1.0", Json.write(body));
  }
}
