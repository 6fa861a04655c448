package spanglue.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import spanglue.cli.process.Json;
import spanglue.cli.process.LocalException;

/**
 * A state machine's definition that the local interpreter runs as Step Functions would.
 *
 * @param json the definition in Amazon States Language
 * @param tasks Glue job by the name of the state that runs it
 */
public record StateMachineDefinition(JsonNode json, Map<String, String> tasks) {
  private static final String RESOURCE = "arn:aws:states:::glue:startJobRun.sync";

  /** Fields that the interpreter ignores in silence. */
  private static final List<String> IGNORED =
      List.of("QueryLanguage", "Assign", "Output", "Arguments");

  /**
   * Reads and checks a definition.
   *
   * @throws LocalException where the file cannot be read or says what does not run here
   */
  public static StateMachineDefinition read(Path file) {
    try {
      return of(Json.read(Files.readString(file)));
    } catch (IOException e) {
      throw new LocalException(file + " cannot be read: " + e, e);
    }
  }

  /** The definition, checked: a state that would run otherwise than on AWS is an error. */
  static StateMachineDefinition of(JsonNode json) {
    Map<String, String> tasks = new LinkedHashMap<>();
    refuseIgnored("the state machine", json);
    json.path("States")
        .forEachEntry(
            (name, state) -> {
              refuseIgnored("state '" + name + "'", state);
              if (state.path("Type").asText().equals("Task")) {
                tasks.put(name, job(name, state));
              }
            });
    return new StateMachineDefinition(json, Map.copyOf(tasks));
  }

  private static String job(String name, JsonNode state) {
    String resource = state.path("Resource").asText();
    String job = state.path("Parameters").path("JobName").asText();
    if (!resource.equals(RESOURCE)) {
      throw refused("state '" + name + "' calls " + resource, "only " + RESOURCE);
    }
    if (!GlueJobProcesses.SCRIPTS.containsKey(job)) {
      throw refused(
          "state '" + name + "' runs the Glue job '" + job + "'", GlueJobProcesses.SCRIPTS);
    }
    if (!state.has("TimeoutSeconds")) {
      throw refused(
          "state '" + name + "' has no TimeoutSeconds", "one (the interpreter's default is 60 s)");
    }
    return job;
  }

  private static void refuseIgnored(String what, JsonNode json) {
    for (String field : IGNORED) {
      if (json.has(field)) {
        throw refused(what + " has the field " + field, "JSONPath and no variables");
      }
    }
    if (json.path("Type").asText().matches("Parallel|Map")) {
      throw refused(what + " is of type " + json.path("Type").asText(), "a sequence of states");
    }
  }

  private static LocalException refused(String what, Object expected) {
    return new LocalException(what + ", which does not run locally; expected " + expected);
  }
}
