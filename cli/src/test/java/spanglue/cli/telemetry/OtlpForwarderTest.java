package spanglue.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import spanglue.cli.OtlpSpans;
import spanglue.cli.process.LoopbackServer;

/** Over HTTP, to a receiver that answers as it is told. */
class OtlpForwarderTest {
  private final List<ByteString> taken = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private final LoopbackServer collector =
      LoopbackServer.start(Map.of("/base/v1/traces", this::take, "/base/v1/metrics", this::take));

  @AfterEach
  void stop() {
    collector.close();
  }

  private LoopbackServer.Response take(LoopbackServer.Request request) {
    taken.add(request.body());
    authorizations.add(request.header("authorization"));
    return LoopbackServer.Response.text(status, "text/plain", "");
  }

  @Test
  void requestsArriveUnchangedAndInOrder() {
    var spans = OtlpSpans.request(OtlpSpans.failedClient());
    var metrics = ExportMetricsServiceRequest.getDefaultInstance();

    try (var forwarder = new OtlpForwarder(URI.create(collector.uri() + "/base/"), warnings::add)) {
      forwarder.forward("/v1/traces", spans);
      forwarder.forward("/v1/metrics", metrics);
    }

    assertThat(taken).containsExactly(spans.toByteString(), metrics.toByteString());
    assertThat(warnings).isEmpty();
  }

  @Test
  void aReceiverThatRefusesIsToldOfOnceAndGetsWhatFollows() {
    status = 503;
    var spans = OtlpSpans.request(OtlpSpans.failedClient());

    try (var forwarder = new OtlpForwarder(URI.create(collector.uri() + "/base"), warnings::add)) {
      forwarder.forward("/v1/traces", spans);
      forwarder.forward("/v1/traces", spans);
    }

    assertThat(taken).hasSize(2);
    assertThat(warnings)
        .singleElement(STRING)
        .startsWith("the collector did not take everything; the run goes on")
        .contains(collector.uri() + "/base/v1/traces: it answered HTTP 503");
  }

  @Test
  void aReceiverOfTracesAloneIsSaidToBeOne() {
    status = 404;

    try (var forwarder = new OtlpForwarder(collector.uri(), warnings::add)) {
      forwarder.forward("/v1/metrics", ExportMetricsServiceRequest.getDefaultInstance());
    }

    assertThat(warnings)
        .singleElement(STRING)
        .endsWith("HTTP 404: a receiver of traces alone, such as Jaeger, has no place for metrics");
  }

  @Test
  void userAndPasswordAreSentAndNotTold() {
    status = 401;
    URI withUser = URI.create(collector.uri().toString().replace("//", "//us%20er:s3cret@"));

    try (var forwarder = new OtlpForwarder(withUser.resolve("/base"), warnings::add)) {
      forwarder.forward("/v1/traces", OtlpSpans.request(OtlpSpans.failedClient()));
    }

    assertThat(authorizations).containsExactly("Basic dXMgZXI6czNjcmV0");
    assertThat(warnings)
        .singleElement(STRING)
        .contains(collector.uri() + "/base/v1/traces: it answered HTTP 401")
        .doesNotContain("s3cret");
  }

  @Test
  void aReceiverThatIsNotThereIsToldOfOnce() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    var spans = OtlpSpans.request(OtlpSpans.failedClient());

    try (var forwarder = new OtlpForwarder(URI.create("http://127.0.0.1:" + free), warnings::add)) {
      forwarder.forward("/v1/traces", spans);
      forwarder.forward("/v1/traces", spans);
    }

    assertThat(warnings).singleElement(STRING).contains("ConnectException");
  }
}
