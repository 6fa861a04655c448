package spanglue.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import spanglue.cli.process.ChildProcesses;
import spanglue.cli.process.Installation;
import spanglue.cli.process.Json;
import spanglue.cli.process.LocalException;
import spanglue.cli.process.RandomIds;

/** The state machine's interpreter, a Node process; it runs one execution. */
public final class Interpreter {
  /** How an execution ended; error and cause are null where it succeeded. */
  public record Outcome(@Nullable String error, @Nullable String cause) {}

  /** Runs what a state calls. */
  public interface Tasks {
    JobRun run(String state, JsonNode parameters);

    void stateEnded(ExecutionRecord.State state);
  }

  /** A retry that AWS would make in a minute need not wait as long here. */
  private static final int RETRY_MILLIS = 1000;

  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;
  private final Path errors;

  private Interpreter(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.in =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts the process; it waits for its execution. */
  public static Interpreter start(Installation installation, ChildProcesses children, Path temp) {
    Path errors = temp.resolve("interpreter-" + RandomIds.hex(4) + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(
                "node",
                "--require",
                installation.interpreterPolyfill().toString(),
                installation.interpreter().toString())
            .directory(temp.toFile())
            .redirectError(errors.toFile());
    return new Interpreter(children.start(builder), errors);
  }

  /**
   * Runs the execution to its end and ends the process.
   *
   * @param record is told of every step
   * @throws LocalException where the interpreter itself fails
   */
  public Outcome run(
      StateMachineDefinition definition, ExecutionRecord record, JsonNode input, Tasks tasks) {
    try {
      write(start(definition, record, input));
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        JsonNode message = Json.read(line);
        String type = message.path("type").asText();
        if (type.equals("Succeeded") || type.equals("Failed")) {
          Outcome outcome = new Outcome(text(message, "error"), text(message, "cause"));
          record.ended(outcome.error(), outcome.cause());
          return outcome;
        }
        step(type, message, record, tasks);
      }
      throw new LocalException("the state machine's interpreter ended: " + firstError());
    } catch (IOException e) {
      throw new LocalException("the state machine's interpreter ended: " + firstError(), e);
    } finally {
      ChildProcesses.end(process);
    }
  }

  private void step(String type, JsonNode message, ExecutionRecord record, Tasks tasks)
      throws IOException {
    String state = message.path("state").asText();
    switch (type) {
      case "StateEntered" -> record.stateEntered(state);
      case "StateExited" -> tasks.stateEnded(record.stateExited(state));
      case "StateRetried" -> record.stateRetried(state);
      case "StateFailed" ->
          record.stateFailed(state, message.path("error").asText(), message.path("cause").asText());
      case "Task" -> write(task(message, state, record, tasks));
      default -> {
        // StateCaught: told already by StateFailed.
      }
    }
  }

  private static ObjectNode task(
      JsonNode message, String state, ExecutionRecord record, Tasks tasks) {
    JsonNode parameters = message.path("parameters");
    ObjectNode answer = Json.object();
    answer.set("id", message.path("id"));
    record.callStarted(state, parameters.path("JobName").asText());
    JobRun run = tasks.run(state, parameters);
    if (run.errorMessage() == null) {
      record.callEnded(state, null, null);
      answer.set("output", run.toJson());
    } else {
      record.callEnded(state, "States.TaskFailed", run.errorMessage());
      answer.put("error", "States.TaskFailed").put("cause", Json.write(run.toJson()));
    }
    return answer;
  }

  private static ObjectNode start(
      StateMachineDefinition definition, ExecutionRecord record, JsonNode input) {
    ObjectNode start = Json.object();
    start.set("definition", definition.json());
    start.set("input", input);
    ObjectNode context = start.putObject("context");
    context
        .putObject("Execution")
        .put("Id", record.executionArn())
        .put("Name", record.name())
        .put("RedriveCount", 0)
        .put("StartTime", record.machine().start().toString())
        .put("RoleArn", "arn:aws:iam::000000000000:role/local");
    context
        .putObject("StateMachine")
        .put("Id", record.stateMachine().toString())
        .put("Name", record.stateMachine().name());
    definition.tasks().keySet().forEach(start.putArray("tasks")::add);
    start.put("retryMillis", RETRY_MILLIS);
    return start;
  }

  private void write(JsonNode message) throws IOException {
    in.write(Json.write(message) + "\n");
    in.flush();
  }

  private static @Nullable String text(JsonNode message, String field) {
    return message.hasNonNull(field) ? message.path(field).asText() : null;
  }

  private String firstError() {
    try {
      return Files.readString(errors)
          .lines()
          .filter(line -> line.contains("Error"))
          .findFirst()
          .orElse("it gave no reason");
    } catch (IOException e) {
      return "its reason cannot be read: " + e;
    }
  }
}
