package spanglue.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import spanglue.cli.process.Json;
import spanglue.cli.process.LoopbackServer.Request;
import spanglue.cli.process.LoopbackServer.Response;

/** What Step Functions answers of executions: ListExecutions, DescribeExecution, their history. */
public final class ExecutionHistories {
  private final StateMachineArn stateMachine;
  private final Map<String, Execution> executions = new LinkedHashMap<>();

  /** An execution; each look at its history shows one event more, as its states come on. */
  public static final class Execution {
    private final String name;
    private final String input;
    private final double start = Instant.now().toEpochMilli() / 1e3;
    private final ArrayNode events = Json.array();
    private String status = "SUCCEEDED";
    private ObjectNode end = Json.object();
    private int shown;

    private Execution(String name, String input) {
      this.name = name;
      this.input = input;
    }

    /** A state that calls a job for so many seconds. */
    public Execution ran(String state, int seconds) {
      event("TaskStateEntered", 0).putObject("stateEnteredEventDetails").put("name", state);
      event("TaskStateExited", seconds).putObject("stateExitedEventDetails").put("name", state);
      return this;
    }

    public Execution failedIn(String state, String message) {
      event("TaskStateEntered", 0).putObject("stateEnteredEventDetails").put("name", state);
      event("TaskFailed", 1).putObject("taskFailedEventDetails").put("error", "States.TaskFailed");
      status = "FAILED";
      end.put("error", "States.TaskFailed");
      end.put("cause", Json.write(Json.object().put("ErrorMessage", message)));
      return this;
    }

    private ObjectNode event(String type, int seconds) {
      double time =
          events.isEmpty() ? start : events.get(events.size() - 1).path("timestamp").asDouble();
      return events
          .addObject()
          .put("id", events.size())
          .put("type", type)
          .put("timestamp", time + seconds);
    }
  }

  public ExecutionHistories(StateMachineArn stateMachine) {
    this.stateMachine = stateMachine;
  }

  /** One more execution, the newest. */
  public synchronized Execution started(String name, JsonNode input) {
    Execution execution = new Execution(name, Json.write(input));
    executions.put(stateMachine.execution(name), execution);
    return execution;
  }

  /** AWS JSON 1.0. */
  public synchronized Response answer(Request request) {
    JsonNode body = Json.read(request.body().toStringUtf8());
    String operation = request.header("x-amz-target").replace("AWSStepFunctions.", "");
    if (operation.equals("ListExecutions")) {
      ObjectNode answer = Json.object();
      ArrayNode list = answer.putArray("executions");
      executions.forEach(
          (arn, execution) -> list.insert(0, described(Json.object(), arn, execution)));
      return json(200, answer);
    }
    String arn = body.path("executionArn").asText();
    Execution execution = executions.get(arn);
    if (execution == null) {
      return json(
          400,
          Json.object()
              .put("__type", "com.amazonaws.swf.service.v2.model#ExecutionDoesNotExist")
              .put("message", "Execution Does Not Exist: '" + arn + "'"));
    }
    if (operation.equals("DescribeExecution")) {
      ObjectNode answer = described(Json.object(), arn, execution);
      answer.put("input", execution.input);
      if (isOver(execution)) {
        answer.setAll(execution.end);
      }
      return json(200, answer);
    }
    ObjectNode answer = Json.object();
    ArrayNode events = answer.putArray("events");
    execution.shown = Math.min(execution.shown + 1, execution.events.size());
    for (int i = 0; i < execution.shown; i++) {
      events.add(execution.events.get(i));
    }
    return json(200, answer);
  }

  private static boolean isOver(Execution execution) {
    return execution.shown >= execution.events.size();
  }

  private ObjectNode described(ObjectNode node, String arn, Execution execution) {
    return node.put("executionArn", arn)
        .put("stateMachineArn", stateMachine.toString())
        .put("name", execution.name)
        .put("status", isOver(execution) ? execution.status : "RUNNING")
        .put("startDate", execution.start);
  }

  private static Response json(int status, ObjectNode body) {
    return Response.text(status, "application/x-amz-json-1.0", Json.write(body));
  }
}
