package spanglue.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import spanglue.cli.process.Json;
import spanglue.cli.process.LoopbackServer;
import spanglue.tracing.TraceHeader;

/** Over HTTP, as the SDK calls it. */
class StartExecutionEndpointTest {
  private static final StateMachineArn ARN = new StateMachineArn("spanglue");
  private static final String ROOT = "Root=1-6b0427b5-3e4f5be3e5381fa0046677f5";

  private record Start(String name, JsonNode input, @Nullable TraceHeader header) {}

  private final List<Start> starts = new ArrayList<>();
  private final StartExecutionEndpoint endpoint =
      new StartExecutionEndpoint(
          ARN, (name, input, header) -> starts.add(new Start(name, input, header)));
  private final LoopbackServer server = LoopbackServer.start(Map.of("/", endpoint::answer));

  @AfterEach
  void stop() {
    server.close();
  }

  private static ObjectNode request(String name) {
    return Json.object()
        .put("stateMachineArn", ARN.toString())
        .put("name", name)
        .put("input", "{\"key\":\"input/x.csv\"}")
        .put("traceHeader", ROOT + ";Parent=aaaaaaaaaaaaaaaa;Sampled=1");
  }

  private HttpResponse<String> post(String target, ObjectNode body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri())
            .header("X-Amz-Target", target)
            .header("Content-Type", "application/x-amz-json-1.0")
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> start(ObjectNode body, String... headers) throws Exception {
    return post("AWSStepFunctions.StartExecution", body, headers);
  }

  private @Nullable String parentOfOnlyStart() {
    assertThat(starts).hasSize(1);
    return Objects.requireNonNull(starts.get(0).header()).parentId();
  }

  @Test
  void anExecutionOfANewNameStartsAndItsArnIsTheAnswer() throws Exception {
    HttpResponse<String> response = start(request("run-1"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(Json.read(response.body()).path("executionArn").asText())
        .isEqualTo("arn:aws:states:us-east-1:000000000000:execution:spanglue:run-1");
    assertThat(Json.read(response.body()).path("startDate").isNumber()).isTrue();
    assertThat(starts.get(0).name()).isEqualTo("run-1");
    assertThat(starts.get(0).input().path("key").asText()).isEqualTo("input/x.csv");
  }

  @Test
  void theParametersHeaderCountsWhereThereIsNoHttpHeader() throws Exception {
    start(request("run-1"));

    assertThat(parentOfOnlyStart()).isEqualTo("aaaaaaaaaaaaaaaa");
  }

  @Test
  void theHttpHeaderWinsOverTheParameters() throws Exception {
    start(request("run-1"), "X-Amzn-Trace-Id", ROOT + ";Parent=bbbbbbbbbbbbbbbb;Sampled=1");

    assertThat(parentOfOnlyStart()).isEqualTo("bbbbbbbbbbbbbbbb");
  }

  @Test
  void anExecutionOfAUsedNameAlreadyExistsAndNothingStarts() throws Exception {
    start(request("run-1"));

    HttpResponse<String> response = start(request("run-1"));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("ExecutionAlreadyExists");
    assertThat(starts).hasSize(1);
  }

  @Test
  void anotherStateMachineAndAnUnreadableHeaderAreRefused() throws Exception {
    assertThat(start(request("run-1").put("stateMachineArn", "arn:other")).body())
        .contains("StateMachineDoesNotExist");
    assertThat(start(request("run-1").put("traceHeader", "nonsense")).body())
        .contains("ValidationException");
    assertThat(starts).isEmpty();
  }

  @Test
  void anotherOperationIsUnknown() throws Exception {
    HttpResponse<String> response = post("AWSStepFunctions.StopExecution", Json.object());

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("UnknownOperationException");
  }
}
