package spanglue.stack.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import spanglue.stack.Synthesized;
import spanglue.stack.settings.StackSettings;

class WorkflowTest {
  private static final Path FILE = Path.of("target/workflow.asl.json");

  @Test
  void theFileThatALocalRunExecutesIsWhatIsDeployed() throws IOException {
    Object definition =
        new ObjectMapper().convertValue(stateMachine().get("DefinitionString"), Object.class);
    JsonNode deployed = Synthesized.parse(WorkflowFile.text(definition));
    long timeout = deployed.get("TimeoutSeconds").asLong();

    assertThat(deployed.get("States")).isNotEmpty().isEqualTo(local().get("States"));
    assertThat(timeout).isEqualTo(allowance().executionTimeout().toSeconds());
  }

  @Test
  void aslValidatorAcceptsIt() throws IOException, InterruptedException {
    assertThat(
            node(
                "node_modules/asl-validator/dist/bin/asl-validator.js",
                "--json-path",
                "src/" + FILE))
        .contains("is valid");
  }

  /** Under which names is between this module and the jobs. */
  @Test
  void bothJobsAreToldAllThatTheFunctionHandsOverAndTheirExecutionAndState()
      throws IOException, InterruptedException {
    List<String> told = run().filter(line -> line.contains(" is told: ")).toList();

    assertThat(told).hasSize(2);
    assertThat(told.get(0)).startsWith("spanglue-cleaning ").contains(base64("Clean"));
    assertThat(told.get(1)).startsWith("spanglue-processing ").contains(base64("Process"));
    assertThat(told)
        .allSatisfy(
            line ->
                assertThat(line.replaceAll(".* is told: ", "").split(" "))
                    .contains("b", base64("input/a.csv"), "run-1", "2026-01-01", "Root=1")
                    .contains("arn:execution")
                    .contains("http://collector.spanglue.local:4318")
                    .contains("http://collector.spanglue.local:2000")
                    .doesNotContain("", "undefined"));
  }

  @Test
  void theJobThatReadsTheUploadIsToldWhichObjectItWas() throws IOException {
    JsonNode clean = local().at("/States/Clean/Parameters/Arguments");
    JsonNode process = local().at("/States/Process/Parameters/Arguments");

    assertThat(clean.get("--etag.$").asText()).isEqualTo("$.etag");
    assertThat(clean.get("--size.$").asText()).isEqualTo("$.size");
    assertThat(clean.get("--version_id.$").asText()).isEqualTo("$.version_id");
    assertThat(process.fieldNames())
        .toIterable()
        .doesNotContain("--etag.$", "--size.$", "--version_id.$");
  }

  @Test
  void aStartForWhichThereIsNoRoomWaitsLongAndAtRandom() throws IOException {
    JsonNode retry = local().at("/States/Clean/Retry/0");

    assertThat(Synthesized.texts(retry.get("ErrorEquals")))
        .contains("Glue.ConcurrentRunsExceededException");
    assertThat(retry.get("JitterStrategy").asText()).isEqualTo("FULL");
    assertThat(retry.get("MaxDelaySeconds").asInt()).isEqualTo(600);
    assertThat(retry.get("MaxAttempts").asInt()).isEqualTo(allowance().retries());
    assertThat(local().at("/States/Clean/TimeoutSeconds").asLong())
        .isEqualTo(allowance().stateTimeout().toSeconds());
  }

  @Test
  void aFaultOfTheServiceIsTriedAgainForMinutesAndNotForHours() throws IOException {
    JsonNode retry = local().at("/States/Clean/Retry/1");
    double first = retry.get("IntervalSeconds").asDouble();

    assertThat(Synthesized.texts(retry.get("ErrorEquals")))
        .contains("Glue.ThrottlingException", "Glue.AWSGlueException");
    assertThat(first * (Math.pow(2, retry.get("MaxAttempts").asInt()) - 1)).isBetween(300.0, 900.0);
  }

  /** So a redrive, which begins with the state that failed, runs the job that failed. */
  @Test
  void thereIsAStateForEachJobAndNoneThatHidesAFailure() throws IOException {
    JsonNode states = local().get("States");

    assertThat(states.fieldNames()).toIterable().containsExactly("Clean", "Process");
    assertThat(states)
        .allMatch(state -> state.get("Type").asText().equals("Task"))
        .noneMatch(state -> state.has("Catch"));
    assertThat(states.findValues("ErrorEquals").toString())
        .doesNotContain("States.TaskFailed", "States.ALL");
  }

  @Test
  void aRunWaitsForRoomAndElseEndsWithItsJobsOwnErrorAndCause()
      throws IOException, InterruptedException {
    assertThat(run().filter(line -> line.contains(" -> ")))
        .containsExactly(
            "succeeds: Clean0 Process0 -> SUCCEEDED",
            "data is wrong: Clean0 -> FAILED States.TaskFailed {\"ErrorMessage\":\"no column\"}",
            "no room yet: Clean0 Clean1 Clean2 Clean3 Process0 -> SUCCEEDED",
            "no such job: Clean0 -> FAILED Glue.EntityNotFoundException"
                + " Failed to start job run due to missing metadata");
  }

  @Test
  void executionsAreTracedAndLoggedWithoutTheirData() {
    JsonNode stateMachine = stateMachine();

    assertThat(stateMachine.get("StateMachineName").asText()).isEqualTo("spanglue");
    assertThat(stateMachine.at("/TracingConfiguration/Enabled").asBoolean()).isTrue();
    assertThat(stateMachine.at("/LoggingConfiguration/Level").asText()).isEqualTo("ALL");
    assertThat(stateMachine.at("/LoggingConfiguration/IncludeExecutionData").toString())
        .isEqualTo("false");
  }

  private static JsonNode stateMachine() {
    return Synthesized.defaults().one("AWS::StepFunctions::StateMachine");
  }

  private static QueueAllowance allowance() {
    return WorkflowDefinition.of(StackSettings.defaults()).allowance();
  }

  private static JsonNode local() throws IOException {
    return Synthesized.parse(Files.readString(FILE));
  }

  /** What the interpreter of the local run does with the definition, a line for each event. */
  private static Stream<String> run() throws IOException, InterruptedException {
    return node("src/test/resources/run-workflow.cjs", "src/" + FILE).lines();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String node(String... command) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(Stream.concat(Stream.of("node"), List.of(command).stream()).toList())
            .directory(Synthesized.ROOT.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
