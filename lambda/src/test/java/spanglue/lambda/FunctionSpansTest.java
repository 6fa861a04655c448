package spanglue.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** The function's own spans, as their receiver gets them before the handler returns. */
class FunctionSpansTest {
  private static final String LAMBDA_SEGMENT = "53995c3f42cd8ad8";
  private static final String HEADER =
      "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=" + LAMBDA_SEGMENT + ";Sampled=";

  private final StepFunctionsServer stepFunctions = new StepFunctionsServer();
  private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
  private HttpServer receiver;

  @BeforeEach
  void receive() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/v1/traces", this::take);
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
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
    assertThat(bodies).hasSize(1);
    assertThat(hex(bodies.get(0)))
        .contains(hex("read event"), hex("start execution"), hex("spanglue-trigger"))
        .contains("5759e988bd862e3fe1be46a994272793", LAMBDA_SEGMENT, start);
  }

  @Test
  void without_an_otlp_endpoint_they_go_to_the_daemon_beside_the_function() {
    try (var daemon = new XRayDaemon()) {
      handle(HEADER + "1", Map.of("AWS_XRAY_DAEMON_ADDRESS", daemon.address()));

      assertThat(daemon.next())
          .contains("read event", "start execution", "spanglue-trigger", "111122223333");
    }
    assertThat(bodies).isEmpty();
  }

  @Test
  void where_lambda_did_not_sample_the_function_sends_nothing() {
    handle(HEADER + "0");

    assertThat(bodies).isEmpty();
  }

  private void handle(String header) {
    String endpoint = "http://127.0.0.1:" + receiver.getAddress().getPort();
    handle(header, Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint));
  }

  private void handle(String header, Map<String, String> receiverOfSpans) {
    Map<String, String> environment = new HashMap<>(receiverOfSpans);
    environment.put("STATE_MACHINE_ARN", "arn");
    var client =
        Executions.clientBuilder()
            .endpointOverride(stepFunctions.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build();
    new TriggerFunction(environment, client)
        .handleRequest(Events.uploads("input/a.csv"), Invocation.with(header));
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      InputStream body = exchange.getRequestBody();
      bodies.add((zipped ? new GZIPInputStream(body) : body).readAllBytes());
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String hex(String text) {
    return hex(text.getBytes(StandardCharsets.UTF_8));
  }
}
