package spanglue.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import spanglue.cli.process.Json;
import spanglue.tracing.TraceHeader;

class BatchGetTracesEndpointTest {
  private static final String TRACE = "1-6b0427b5-3e4f5be3e5381fa0046677f5";

  private final ExecutionRecord execution =
      new ExecutionRecord(
          new StateMachineArn("spanglue"),
          "run-1",
          TraceHeader.parse("Root=" + TRACE + ";Parent=44f0a7686dfc51ea;Sampled=1"),
          Clock.fixed(Instant.parse("2026-11-23T10:00:00.250Z"), ZoneOffset.UTC));
  private final BatchGetTracesEndpoint endpoint =
      new BatchGetTracesEndpoint(() -> List.of(execution));

  private JsonNode traces(String id) {
    String body = "{\"TraceIds\":[\"" + id + "\"],\"NextToken\":null}";
    var request = Requests.post("/Traces", body);
    JsonNode answer = Json.read(endpoint.batchGetTraces(request).body().toStringUtf8());
    assertThat(answer.path("Traces").isArray()).as("an array in %s", answer).isTrue();
    return answer.path("Traces");
  }

  private JsonNode segment() {
    return Json.read(traces(TRACE).at("/0/Segments/0/Document").asText());
  }

  @Test
  void anotherTraceIsNotThere() {
    assertThat(traces("1-00000000-000000000000000000000000")).isEmpty();
  }

  @Test
  void theCallOfARunningJobIsInProgressUnderItsState() {
    execution.stateEntered("Clean");
    execution.callStarted("Clean", "spanglue-cleaning");

    JsonNode segment = segment();

    assertThat(segment.path("name").asText()).isEqualTo("spanglue");
    assertThat(segment.path("trace_id").asText()).isEqualTo(TRACE);
    assertThat(segment.path("parent_id").asText()).isEqualTo("44f0a7686dfc51ea");
    assertThat(segment.path("origin").asText()).isEqualTo("AWS::StepFunctions::StateMachine");
    assertThat(segment.at("/aws/execution_arn").asText())
        .isEqualTo("arn:aws:states:us-east-1:000000000000:execution:spanglue:run-1");
    assertThat(segment.path("in_progress").asBoolean()).isTrue();
    assertThat(segment.path("start_time").asDouble()).isEqualTo(1795428000.25);
    JsonNode state = segment.at("/subsegments/0");
    assertThat(state.path("name").asText()).isEqualTo("Clean");
    JsonNode call = state.at("/subsegments/0");
    assertThat(call.path("name").asText()).isEqualTo("Glue");
    assertThat(call.path("namespace").asText()).isEqualTo("aws");
    assertThat(call.at("/aws/operation").asText()).isEqualTo("startJobRun.sync");
    assertThat(call.at("/aws/request_id").asText()).isNotBlank();
    assertThat(call.path("in_progress").asBoolean()).isTrue();
  }

  @Test
  void everyPartOfAFailedExecutionHasEndedAndSaysWhy() {
    execution.stateEntered("Clean");
    execution.callStarted("Clean", "spanglue-cleaning");
    execution.callEnded("Clean", "States.TaskFailed", "no such column");
    execution.stateFailed("Clean", "States.TaskFailed", "no such column");
    execution.ended("States.TaskFailed", "no such column");

    JsonNode segment = segment();

    for (String path : List.of("", "/subsegments/0", "/subsegments/0/subsegments/0")) {
      JsonNode part = segment.at(path);
      assertThat(part.has("in_progress")).isFalse();
      assertThat(part.has("end_time")).isTrue();
      assertThat(part.path("fault").asBoolean()).isTrue();
      assertThat(part.at("/cause/exceptions/0/message").asText()).isEqualTo("no such column");
    }
  }

  @Test
  void aRetriedStateHasTwoCallsAndNoFault() {
    execution.stateEntered("Clean");
    execution.callStarted("Clean", "spanglue-cleaning");
    execution.callEnded("Clean", "Glue.ThrottlingException", "slow down");
    execution.stateFailed("Clean", "Glue.ThrottlingException", "slow down");
    execution.stateRetried("Clean");
    execution.callStarted("Clean", "spanglue-cleaning");

    JsonNode state = segment().at("/subsegments/0");

    assertThat(state.path("subsegments")).hasSize(2);
    assertThat(state.has("fault")).isFalse();
    assertThat(state.at("/subsegments/1/in_progress").asBoolean()).isTrue();
  }
}
