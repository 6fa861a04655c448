package spanglue.stack.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import spanglue.stack.Synthesized;
import spanglue.stack.settings.StackSettings;

class WorkflowTest {
  private static final Path FILE = Path.of("target/workflow.asl.json");

  @Test
  void the_file_that_a_local_run_executes_is_what_is_deployed() throws IOException {
    Object definition =
        new ObjectMapper().convertValue(stateMachine().get("DefinitionString"), Object.class);
    JsonNode deployed = Synthesized.parse(WorkflowFile.text(definition));
    long timeout = deployed.get("TimeoutSeconds").asLong();

    assertThat(deployed.get("States")).isEqualTo(local().get("States"));
    assertThat(timeout).isEqualTo(allowance().executionTimeout().toSeconds());
  }

  @Test
  void asl_validator_accepts_it() throws IOException, InterruptedException {
    assertThat(
            node(
                "node_modules/asl-validator/dist/bin/asl-validator.js",
                "--json-path",
                "src/" + FILE))
        .contains("is valid");
  }

  @Test
  void a_job_is_told_all_that_it_needs_of_run_and_trace() throws IOException {
    JsonNode parameters = local().at("/States/Clean/Parameters");

    assertThat(parameters.get("JobName").asText()).isEqualTo("spanglue-cleaning");
    assertThat(parameters.get("Arguments"))
        .isEqualTo(
            Synthesized.parse(
                """
                {"--bucket_name.$": "$.bucket",
                 "--key.$": "$.key",
                 "--run_id.$": "$.run_id",
                 "--run_date.$": "$.run_date",
                 "--trace_header.$": "$.trace_header",
                 "--execution_id.$": "$$.Execution.Id",
                 "--state_name.$": "States.Base64Encode('Clean')",
                 "--otlp_endpoint": "http://collector.spanglue.local:4318",
                 "--xray_endpoint": "http://collector.spanglue.local:2000"}
                """));
    assertThat(local().at("/States/Process/Parameters/JobName").asText())
        .isEqualTo("spanglue-processing");
  }

  @Test
  void a_refused_start_waits_long_and_at_random() throws IOException {
    JsonNode retry = local().at("/States/Clean/Retry/0");

    assertThat(Synthesized.texts(retry.get("ErrorEquals")))
        .contains("Glue.ConcurrentRunsExceededException", "Glue.ThrottlingException")
        .doesNotContain("States.TaskFailed", "States.ALL");
    assertThat(retry.get("JitterStrategy").asText()).isEqualTo("FULL");
    assertThat(retry.get("MaxDelaySeconds").asInt()).isEqualTo(600);
    assertThat(retry.get("MaxAttempts").asInt()).isEqualTo(allowance().retries());
    assertThat(local().at("/States/Clean/TimeoutSeconds").asLong())
        .isEqualTo(allowance().stateTimeout().toSeconds());
  }

  @Test
  void a_failed_state_fails_the_execution_with_error_and_cause() throws IOException {
    JsonNode failed = local().at("/States/Failed");

    assertThat(failed.get("ErrorPath").asText()).isEqualTo("$.failure.Error");
    assertThat(failed.get("CausePath").asText()).isEqualTo("$.failure.Cause");
  }

  @Test
  void a_run_goes_through_both_states_and_one_that_glues_queue_gave_up_is_started_again()
      throws IOException, InterruptedException {
    String events = node("src/test/resources/run-workflow.cjs", "src/" + FILE);

    assertThat(events.lines())
        .containsExactly(
            "succeeds: Clean Process -> SUCCEEDED",
            "data is wrong: Clean -> FAILED States.TaskFailed {\"ErrorMessage\":\"no column\"}",
            "queue gave up: Clean Clean Process -> SUCCEEDED",
            "broke at the start: Clean -> FAILED States.TaskFailed"
                + " {\"ErrorMessage\":\"no such role\",\"ExecutionTime\":0,\"Id\":\"jr\"}");
  }

  @Test
  void executions_are_traced_and_logged_without_their_data() {
    JsonNode stateMachine = stateMachine();

    assertThat(stateMachine.get("StateMachineName").asText()).isEqualTo("spanglue");
    assertThat(stateMachine.at("/TracingConfiguration/Enabled").asBoolean()).isTrue();
    assertThat(stateMachine.at("/LoggingConfiguration/Level").asText()).isEqualTo("ALL");
    assertThat(stateMachine.at("/LoggingConfiguration/IncludeExecutionData").asBoolean()).isFalse();
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
