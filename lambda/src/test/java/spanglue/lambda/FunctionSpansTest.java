package spanglue.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import spanglue.tracing.Daemon;
import spanglue.tracing.OtlpReceiver;

/** The function's own spans, as their receiver gets them before the handler returns. */
class FunctionSpansTest {
  private static final String LAMBDA_SEGMENT = "53995c3f42cd8ad8";
  private static final String HEADER =
      "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=" + LAMBDA_SEGMENT + ";Sampled=";

  private final StepFunctionsServer stepFunctions = new StepFunctionsServer();
  private final OtlpReceiver receiver = new OtlpReceiver();

  @AfterEach
  void stop() {
    receiver.close();
    stepFunctions.close();
  }

  @Test
  void readingAndStartingAreChildrenOfTheFunctionsSegment() {
    handle(HEADER + "1");

    String start =
        stepFunctions
            .requests
            .get(0)
            .text("traceHeader")
            .replaceAll(".*Parent=([0-9a-f]{16}).*", "$1");
    assertThat(receiver.requests()).hasSize(1);
    assertThat(receiver.spans())
        .extracting(Span::getName, OtlpReceiver::traceId, OtlpReceiver::parent)
        .containsExactlyInAnyOrder(
            tuple("read event", "5759e988bd862e3fe1be46a994272793", LAMBDA_SEGMENT),
            tuple("start execution", "5759e988bd862e3fe1be46a994272793", LAMBDA_SEGMENT));
    assertThat(OtlpReceiver.id(receiver.span("start execution"))).isEqualTo(start);
  }

  @Test
  void theResourceIsTheFunction() {
    handle(HEADER + "1");

    assertThat(receiver.resource())
        .containsEntry("service.name", "spanglue-trigger")
        .containsEntry("faas.name", "spanglue-trigger")
        .containsEntry(
            "cloud.resource_id", "arn:aws:lambda:eu-west-1:111122223333:function:spanglue-trigger")
        .containsEntry("cloud.provider", "aws")
        .containsEntry("cloud.region", "eu-west-1")
        .containsEntry("cloud.account.id", "111122223333");
  }

  @Test
  void everySpanTellsItsInvocationAndOnlyThoseOfTheFirstAColdStart() {
    TriggerFunction function = function(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url()));
    function.handle(Events.uploads("input/a.csv"), Invocation.with(HEADER + "1"));
    function.handle(Events.uploads("input/b.csv"), Invocation.with(HEADER + "1"));

    assertThat(receiver.requests()).hasSize(2);
    assertThat(told(receiver.requests().get(0)))
        .hasSize(2)
        .containsOnly(Map.of("id", "request-1", "trigger", "datasource", "cold", true));
    assertThat(told(receiver.requests().get(1)))
        .hasSize(2)
        .containsOnly(Map.of("id", "request-1", "trigger", "datasource", "cold", false));
  }

  @Test
  void whatBecameOfTheRecordsAndOfTheStartIsOnTheirSpans() {
    TriggerFunction function = function(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url()));
    var event = Events.uploads("input/a+b.csv", "input/a.txt", "other/a.csv");
    var runs = function.handle(event, Invocation.with(HEADER + "1"));

    assertThat(OtlpReceiver.attributes(receiver.span("read event")))
        .containsEntry("spanglue.event.records", 3L)
        .containsEntry("spanglue.event.accepted", 1L)
        .containsEntry("spanglue.event.refused", 2L);
    assertThat(OtlpReceiver.attributes(receiver.span("start execution")))
        .containsEntry("run_id", runs.get(0))
        .containsEntry("aws.s3.bucket", Events.BUCKET)
        .containsEntry("aws.s3.key", "input/a b.csv")
        .containsEntry("spanglue.execution.already_started", false);
  }

  @Test
  void withoutAnOtlpEndpointTheyGoToTheDaemonBesideTheFunction() {
    try (var daemon = new Daemon()) {
      String addresses = "tcp:127.0.0.1:1 udp:" + daemon.address();
      handle(HEADER + "1", Map.of("AWS_XRAY_DAEMON_ADDRESS", addresses));

      assertThat(daemon.next())
          .asString()
          .contains("read event", "start execution", "spanglue-trigger", "111122223333");
    }
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void whereLambdaDidNotSampleTheFunctionSendsNothing() {
    handle(HEADER + "0");

    assertThat(receiver.requests()).isEmpty();
  }

  private void handle(String header) {
    handle(header, Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url()));
  }

  private void handle(String header, Map<String, String> receiverOfSpans) {
    function(receiverOfSpans).handle(Events.uploads("input/a.csv"), Invocation.with(header));
  }

  private TriggerFunction function(Map<String, String> receiverOfSpans) {
    Map<String, String> environment = new HashMap<>(receiverOfSpans);
    environment.put("STATE_MACHINE_ARN", StepFunctionsServer.STATE_MACHINE);
    var client =
        ExecutionStarter.clientBuilder()
            .endpointOverride(stepFunctions.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build();
    return new TriggerFunction(environment, client);
  }

  /** What the spans of one invocation say of it. */
  private static List<Map<String, Object>> told(ExportTraceServiceRequest invocation) {
    return OtlpReceiver.spans(invocation).stream()
        .map(OtlpReceiver::attributes)
        .map(
            span ->
                Map.of(
                    "id", span.get("faas.invocation_id"),
                    "trigger", span.get("faas.trigger"),
                    "cold", span.get("faas.coldstart")))
        .toList();
  }
}
