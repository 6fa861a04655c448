package spanglue.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.cli.OtlpSpans;
import spanglue.cli.TraceFileTree;
import spanglue.cli.process.LoopbackServer;

/** Over HTTP, as exporters call it. */
class OtlpReceiverTest {
  private static final String OTHER_TRACE = "7b0427b53e4f5be3e5381fa0046677f5";

  @TempDir private Path folder;
  private final TraceFiles traces = new TraceFiles();
  private final OtlpReceiver receiver = new OtlpReceiver(traces::add, traces::add);
  private final LoopbackServer server =
      LoopbackServer.start(
          Map.of("/v1/traces", receiver::traces, "/v1/metrics", receiver::metrics));

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> post(byte[] body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri().resolve("/v1/traces"))
            .header("Content-Type", "application/x-protobuf")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static Span span(String trace) {
    return OtlpSpans.failedClient().toBuilder().setTraceId(OtlpSpans.bytes(trace)).build();
  }

  @Test
  void theSpansOfTwoTracesInOneRequestGoEachToItsOwnFile() throws Exception {
    traces.bind(OtlpSpans.TRACE, folder);

    var answer = post(OtlpSpans.request(span(OtlpSpans.TRACE), span(OTHER_TRACE)).toByteArray());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(TraceFileTree.read(folder.resolve("trace.jsonl")).traceIds())
        .containsExactly(OtlpSpans.TRACE);
    assertThat(traces.of(OTHER_TRACE)).hasSize(1);
  }

  @Test
  void spansFromBeforeTheRunsFolderIsKnownAreWrittenWhenItIs() throws Exception {
    post(OtlpSpans.request(span(OtlpSpans.TRACE)).toByteArray());

    traces.bind(OtlpSpans.TRACE, folder);

    assertThat(TraceFileTree.read(folder.resolve("trace.jsonl")).spans()).hasSize(1);
  }

  @Test
  void aPackedRequestIsUnpacked() throws Exception {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      OtlpSpans.request(span(OtlpSpans.TRACE)).writeTo(gzip);
    }

    assertThat(post(packed.toByteArray(), "Content-Encoding", "gzip").statusCode()).isEqualTo(200);
    assertThat(traces.of(OtlpSpans.TRACE)).hasSize(1);
  }

  @Test
  void whatIsNoProtobufIsABadRequestThatSaysSo() throws Exception {
    var answer = post("{\"resourceSpans\":[]}".getBytes(StandardCharsets.UTF_8));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("expected OTLP in protobuf");
  }
}
