package spanglue.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Over HTTP, to a receiver that answers as it is told. */
class OtlpForwarderTest {
  private final List<ByteString> taken = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console = new Console(System.out, new PrintStream(err, true, UTF_8));
  private volatile int status = 200;
  private final LoopbackServer collector =
      LoopbackServer.start(Map.of("/base/v1/traces", this::take, "/base/v1/metrics", this::take));

  @AfterEach
  void stop() {
    collector.close();
  }

  private LoopbackServer.Response take(LoopbackServer.Request request) {
    taken.add(request.body());
    return LoopbackServer.Response.text(status, "text/plain", "");
  }

  @Test
  void requestsArriveUnchangedAndInOrder() {
    var spans = OtlpSpans.request(OtlpSpans.failedClient());
    var metrics = ExportMetricsServiceRequest.getDefaultInstance();

    try (var forwarder = new OtlpForwarder(URI.create(collector.uri() + "/base/"), console)) {
      forwarder.forward("/v1/traces", spans);
      forwarder.forward("/v1/metrics", metrics);
    }

    assertThat(taken).containsExactly(spans.toByteString(), metrics.toByteString());
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void aReceiverThatRefusesIsToldOfOnceAndGetsWhatFollows() {
    status = 503;
    var spans = OtlpSpans.request(OtlpSpans.failedClient());

    try (var forwarder = new OtlpForwarder(URI.create(collector.uri() + "/base"), console)) {
      forwarder.forward("/v1/traces", spans);
      forwarder.forward("/v1/traces", spans);
    }

    assertThat(taken).hasSize(2);
    assertThat(err.toString(UTF_8))
        .hasLineCount(1)
        .startsWith("spanglue: the collector did not take everything; the run goes on")
        .contains(collector.uri() + "/base/v1/traces: it answered HTTP 503");
  }

  @Test
  void aReceiverThatIsNotThereIsToldOfOnce() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    var spans = OtlpSpans.request(OtlpSpans.failedClient());

    try (var forwarder = new OtlpForwarder(URI.create("http://127.0.0.1:" + free), console)) {
      forwarder.forward("/v1/traces", spans);
      forwarder.forward("/v1/traces", spans);
    }

    assertThat(err.toString(UTF_8)).hasLineCount(1).contains("ConnectException");
  }
}
