package spanglue.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import spanglue.lambda.StepFunctionsServer.Answer;
import spanglue.lambda.StepFunctionsServer.Request;
import spanglue.tracing.TraceHeader;

/** The function against StartExecution on a real socket, with events as S3 sends them. */
class TriggerFunctionTest {
  private static final String ROOT = "Root=" + TraceHeader.newRoot().xrayTraceId();
  private static final String SAMPLED = ROOT + ";Parent=53995c3f42cd8ad8;Sampled=1";
  private static final String NOT_SAMPLED = ROOT + ";Parent=53995c3f42cd8ad8;Sampled=0";

  private final StepFunctionsServer stepFunctions = new StepFunctionsServer();

  @AfterEach
  void stop() {
    stepFunctions.close();
  }

  @Test
  void anUploadStartsOneExecutionWithWhatTheWorkflowReads() {
    List<String> runs = handle(Events.uploads("input/listings.csv"), SAMPLED);

    Request request = onlyRequest();
    assertThat(request.operation()).isEqualTo("AWSStepFunctions.StartExecution");
    assertThat(request.text("stateMachineArn")).isEqualTo(StepFunctionsServer.STATE_MACHINE);
    assertThat(runs).containsExactly(request.text("name"));
    assertThat(request.input().keySet())
        .containsExactlyInAnyOrder(
            "bucket",
            "key",
            "key_base64",
            "etag",
            "size",
            "version_id",
            "run_id",
            "run_date",
            "trace_header");
    assertThat(request.input().get("etag").text()).isEqualTo("d41d8cd9");
    assertThat(request.input().get("size").text()).isEqualTo("1024");
    assertThat(request.input().get("version_id").text()).isEmpty();
    assertThat(request.input().get("bucket").text()).isEqualTo(Events.BUCKET);
    assertThat(request.input().get("key").text()).isEqualTo("input/listings.csv");
    assertThat(request.input().get("run_id").text()).isEqualTo(request.text("name"));
    assertThat(request.input().get("run_date").text()).isEqualTo("2026-11-23");
  }

  @Test
  void theVersionGoesWithTheRunWhereThereIsOneAndWhatIsNotKnownIsEmpty() {
    String bare =
        """
        {"source":"aws.s3","detail-type":"Object Created","time":"2026-11-23T23:59:59Z",
         "detail":{"bucket":{"name":"b"},"object":{"key":"input/a.csv","version-id":"v7"}}}
        """;

    handle(bare, SAMPLED);

    assertThat(onlyRequest().input().get("version_id").text()).isEqualTo("v7");
    assertThat(onlyRequest().input().get("etag").text()).isEmpty();
    assertThat(onlyRequest().input().get("size").text()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          input/my+listings.csv           | input/my listings.csv
          input/a%2Bb.csv                 | input/a+b.csv
          input/100%25.csv                | input/100%.csv
          input/%C3%BCber/%E6%97%A5.jsonl | input/über/日.jsonl
          input/%F0%9F%8F%A0%22%5C.csv    | input/🏠"\\.csv
          input/a%26b%3D%28c%29.NDJSON.GZ | input/a&b=(c).NDJSON.GZ
          """)
  void aKeyIsTheOneInTheBucketNotTheEncodedOne(String encoded, String key) {
    handle(Events.uploads(encoded), SAMPLED);

    assertThat(onlyRequest().input().get("key").text()).isEqualTo(key);
    assertThat(Base64.getDecoder().decode(onlyRequest().input().get("key_base64").text()))
        .isEqualTo(key.getBytes(StandardCharsets.UTF_8));
    assertThat(onlyRequest().text("name")).matches("[a-z0-9-]{1,80}");
  }

  @Test
  void aSampledInvocationHandsItsStartSpanOnInOneHeader() {
    handle(Events.uploads("input/a.csv"), SAMPLED);

    Request request = onlyRequest();
    assertThat(request.traceHeaders()).hasSize(1);
    assertThat(request.traceHeaders().get(0))
        .matches(ROOT + ";Parent=[0-9a-f]{16};Sampled=1")
        .doesNotContain("53995c3f42cd8ad8");
    assertThat(request.text("traceHeader")).isEqualTo(request.traceHeaders().get(0));
    assertThat(request.input().get("trace_header").text()).isEqualTo(request.text("traceHeader"));
  }

  @Test
  void aRunThatLambdaDidNotSampleIsTracedWithoutAParent() {
    handle(Events.uploads("input/a.csv"), NOT_SAMPLED);

    assertThat(onlyRequest().traceHeaders()).containsExactly(ROOT + ";Sampled=1");
    assertThat(onlyRequest().text("traceHeader")).isEqualTo(ROOT + ";Sampled=1");
  }

  @Test
  void theDecisionOfLambdaIsPassedOnWhereNotEveryRunIsTraced() {
    handle(
        Events.uploads("input/a.csv"),
        NOT_SAMPLED,
        Map.of(FunctionSettings.TRACE_EVERY_RUN, "false"));

    assertThat(onlyRequest().traceHeaders()).containsExactly(NOT_SAMPLED);
  }

  @Test
  void withoutAHeaderARunBeginsItsOwnTrace() {
    handle(Events.uploads("input/a.csv"), null);

    assertThat(onlyRequest().text("traceHeader"))
        .matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=1");
  }

  @Test
  void withoutAHeaderAndAWishForOneThereIsNone() {
    handle(Events.uploads("input/a.csv"), null, Map.of(FunctionSettings.TRACE_EVERY_RUN, "false"));

    assertThat(onlyRequest().traceHeaders()).isEmpty();
    assertThat(onlyRequest().body()).doesNotContainKey("traceHeader");
    assertThat(onlyRequest().input().get("trace_header").text()).isEmpty();
  }

  @Test
  void anUnreadableHeaderIsLoggedAndStopsNothing() {
    Invocation invocation = Invocation.with("Root=nonsense");

    function(Map.of()).handle(Events.uploads("input/a.csv"), invocation);

    assertThat(onlyRequest().traceHeaders()).hasSize(1);
    assertThat(invocation.log()).hasSize(2);
    assertThat(invocation.log().get(0).get("cause").text()).contains("nonsense");
    assertThat(invocation.log().get(0).get("trace_id"))
        .isEqualTo(invocation.log().get(1).get("trace_id"));
  }

  @Test
  void aDeadCollectorDoesNotFailTheStart() {
    handle(
        Events.uploads("input/a.csv"),
        SAMPLED,
        Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"));

    assertThat(stepFunctions.requests).hasSize(1);
  }

  @Test
  void theSameEventDeliveredTwiceIsOneExecution() {
    List<String> first = handle(Events.uploads("input/a.csv"), SAMPLED);
    Invocation second = Invocation.with(SAMPLED);

    List<String> again = function(Map.of()).handle(Events.uploads("input/a.csv"), second);

    assertThat(again).isEqualTo(first);
    assertThat(second.log().get(0).get("message").text()).isEqualTo("already_started");
  }

  @Test
  void aPassingFaultOfStepFunctionsIsTriedAgain() {
    stepFunctions.answer(
        request ->
            switch (stepFunctions.requests.size()) {
              case 1 -> Answer.error(500, "InternalFailure");
              case 2 -> Answer.error(400, "ThrottlingException");
              default -> Answer.ok();
            });

    List<String> runs = handle(Events.uploads("input/a.csv"), SAMPLED);

    assertThat(runs).hasSize(1);
    assertThat(stepFunctions.requests).hasSize(3);
    assertThat(stepFunctions.requests).allSatisfy(r -> assertThat(r.traceHeaders()).hasSize(1));
  }

  @Test
  void oneFailingRecordFailsTheEventAfterTheOthersWereTried() {
    stepFunctions.answer(
        request ->
            request.text("name").startsWith("bad")
                ? Answer.error(400, "StateMachineDoesNotExist")
                : Answer.ok());
    String event = Events.uploads("input/a.csv", "input/bad.csv", "input/c.csv");

    Throwable thrown = catchThrowable(() -> handle(event, SAMPLED));

    assertThat(thrown)
        .hasMessageStartingWith("1 of 3 uploads could not be started")
        .hasMessageContaining("input/bad.csv: StateMachineDoesNotExist it is");
    assertThat(thrown.getSuppressed()).hasSize(1);
    assertThat(stepFunctions.attempts("a-") + stepFunctions.attempts("c-")).isEqualTo(2);

    stepFunctions.answer(request -> Answer.ok());
    assertThat(handle(event, SAMPLED)).hasSize(3);
  }

  @Test
  void anUnreachableStepFunctionsNamesEveryUpload() {
    stepFunctions.close();

    assertThatThrownBy(() -> handle(Events.uploads("input/a.csv", "input/b.csv"), SAMPLED))
        .hasMessageContaining("input/a.csv: ")
        .hasMessageContaining("input/b.csv: ");
  }

  private Request onlyRequest() {
    assertThat(stepFunctions.requests).hasSize(1);
    return stepFunctions.requests.get(0);
  }

  private List<String> handle(String event, @Nullable String traceHeader) {
    return handle(event, traceHeader, Map.of());
  }

  private List<String> handle(
      String event, @Nullable String traceHeader, Map<String, String> environment) {
    return function(environment).handle(event, Invocation.with(traceHeader));
  }

  private TriggerFunction function(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put(FunctionSettings.STATE_MACHINE_ARN, StepFunctionsServer.STATE_MACHINE);
    return new TriggerFunction(
        environment,
        ExecutionStarter.clientBuilder()
            .endpointOverride(stepFunctions.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
            .build());
  }
}
