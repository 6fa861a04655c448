package spanglue.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.opentelemetry.proto.trace.v1.Span;
import java.util.HashMap;
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
  void reading_and_starting_are_children_of_the_functions_segment() {
    handle(HEADER + "1");

    String start =
        stepFunctions
            .requests
            .get(0)
            .text("traceHeader")
            .replaceAll(".*Parent=([0-9a-f]{16}).*", "$1");
    assertThat(receiver.requests()).hasSize(1);
    assertThat(receiver.resource()).containsEntry("service.name", "spanglue-trigger");
    assertThat(receiver.spans())
        .extracting(Span::getName, OtlpReceiver::traceId, OtlpReceiver::parent)
        .containsExactlyInAnyOrder(
            tuple("read event", "5759e988bd862e3fe1be46a994272793", LAMBDA_SEGMENT),
            tuple("start execution", "5759e988bd862e3fe1be46a994272793", LAMBDA_SEGMENT));
    assertThat(OtlpReceiver.id(receiver.span("start execution"))).isEqualTo(start);
  }

  @Test
  void without_an_otlp_endpoint_they_go_to_the_daemon_beside_the_function() {
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
  void where_lambda_did_not_sample_the_function_sends_nothing() {
    handle(HEADER + "0");

    assertThat(receiver.requests()).isEmpty();
  }

  private void handle(String header) {
    handle(header, Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url()));
  }

  private void handle(String header, Map<String, String> receiverOfSpans) {
    Map<String, String> environment = new HashMap<>(receiverOfSpans);
    environment.put("STATE_MACHINE_ARN", "arn");
    var client =
        ExecutionStarter.clientBuilder()
            .endpointOverride(stepFunctions.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build();
    new TriggerFunction(environment, client)
        .handleRequest(Events.uploads("input/a.csv"), Invocation.with(header));
  }
}
