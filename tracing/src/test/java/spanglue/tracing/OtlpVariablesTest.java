package spanglue.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A receiver that lets in who has its key, reached by OpenTelemetry's variables. */
class OtlpVariablesTest {
  private static final String KEY = "k3y of=team+1";
  private static final String ENCODED = "k3y%20of%3Dteam+1";

  private final List<ExportTraceServiceRequest> traces = new CopyOnWriteArrayList<>();
  private final List<ExportMetricsServiceRequest> metrics = new CopyOnWriteArrayList<>();
  private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private int status = 200;
  private LocalServer server;

  @BeforeEach
  void start() {
    server =
        new LocalServer(
            "/v1/traces",
            body -> answer(() -> traces.add(ExportTraceServiceRequest.parseFrom(plain(body)))));
    server.serving(
        "/v1/metrics",
        body -> answer(() -> metrics.add(ExportMetricsServiceRequest.parseFrom(plain(body)))));
    server.serving(
        "/of/traces",
        body -> answer(() -> traces.add(ExportTraceServiceRequest.parseFrom(plain(body)))));
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", server.url());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void headersLetSpansAndMetricsIn() {
    environment.put("OTEL_EXPORTER_OTLP_HEADERS", " x-api-key = " + ENCODED + " ,x-team=data,");

    assertThat(run(config()).counts().sent()).isEqualTo(2);
    assertThat(metrics).hasSize(1);
    assertThat(headers)
        .allSatisfy(
            request ->
                assertThat(request)
                    .containsEntry("X-team", List.of("data"))
                    .doesNotContainKey("Content-encoding"));
  }

  @Test
  void whoHasNoKeyIsNotLetIn() {
    assertThat(run(config()).counts().dropped()).containsEntry("http_401", 2L);
    assertThat(metrics).isEmpty();
  }

  @Test
  void headersOfASignalGoBeforeThoseOfAllAndGivenOnesBeforeBoth() {
    environment.put("OTEL_EXPORTER_OTLP_HEADERS", "x-api-key=" + ENCODED);
    environment.put("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "x-api-key=other");

    assertThat(run(config()).counts().sent()).isZero();
    assertThat(metrics).hasSize(1);
    assertThat(run(config().otlpHeaders("x-api-key=" + ENCODED)).counts().sent()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3cr3t",
        "=s3cr3t",
        "x y=s3cr3t",
        "host=s3cr3t",
        "content-length=s3cr3t",
        "x-a=s3cr3t%0d%0ax-b: 1",
        "x-a=s3cr3t%zz"
      })
  void aWrongHeaderIsToldOnceASignalWithoutItsValue(String wrong) {
    environment.put(
        "OTEL_EXPORTER_OTLP_TRACES_HEADERS", wrong + ",x-api-key=" + ENCODED + "," + wrong);

    List<String> lines =
        LoggedLines.of("spanglue", () -> assertThat(run(config()).counts().sent()).isEqualTo(2));
    assertThat(lines)
        .filteredOn(line -> line.contains("HEADERS"))
        .singleElement()
        .asString()
        .contains("OTEL_EXPORTER_OTLP_TRACES_HEADERS: left out")
        .contains("2 of its entries");
    assertThat(lines).noneMatch(line -> line.contains("s3cr3t"));
  }

  @Test
  void aReceiverThatQuotesTheKeyIsNotQuoted() {
    environment.put("OTEL_EXPORTER_OTLP_HEADERS", "x-api-key=s3cr3t-of-mine");

    List<String> lines = LoggedLines.of("spanglue", () -> run(config()));
    assertThat(lines)
        .anyMatch(line -> line.contains("HTTP 401 (nobody is called ***)"))
        .noneMatch(line -> line.contains("s3cr3t"));
  }

  @Test
  void requestsAreCompressedWhereThatIsAskedFor() {
    environment.put("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip");

    assertThat(run(keyed()).counts().sent()).isEqualTo(2);
    assertThat(metrics).hasSize(1);
    assertThat(headers)
        .allSatisfy(
            request -> assertThat(request).containsEntry("Content-encoding", List.of("gzip")));
  }

  @ParameterizedTest
  @CsvSource({"COMPRESSION, zstd", "TIMEOUT, 10s", "TIMEOUT, -1"})
  void whatIsWrongOtherwiseIsToldAndLeftOut(String name, String value) {
    environment.put("OTEL_EXPORTER_OTLP_TRACES_" + name, value);

    List<String> lines =
        LoggedLines.of("spanglue", () -> assertThat(run(keyed()).counts().sent()).isEqualTo(2));
    assertThat(lines)
        .filteredOn(line -> line.contains("OTEL_EXPORTER_OTLP_TRACES_" + name + ": expected"))
        .hasSize(1);
  }

  @Test
  void theTimeoutBoundsARequestAndNothingLongerThanOurOwn() {
    status = 0;
    environment.put("OTEL_EXPORTER_OTLP_TIMEOUT", "100");
    long before = System.nanoTime();
    run(keyed().flushTimeout(Duration.ofSeconds(2)));
    assertThat(traces).as("tried again within the time for all").hasSizeGreaterThan(1);

    traces.clear();
    environment.put("OTEL_EXPORTER_OTLP_TIMEOUT", "600000");
    run(keyed().flushTimeout(Duration.ofSeconds(2)));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void anEndpointOfOneSignalIsTakenAsItIs() {
    environment.clear();
    environment.put("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", server.url() + "/of/traces");

    assertThat(run(keyed()).counts().sent()).isEqualTo(2);
    assertThat(traces).hasSize(1);
    assertThat(metrics).as("no receiver is known for them").isEmpty();
  }

  @Test
  void traceparentIsTheParentWhereNoHeaderIsGiven() {
    environment.put("TRACEPARENT", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    run(keyed());
    Span root = OtlpReceiver.spans(traces.get(0)).get(0);
    assertThat(OtlpReceiver.traceId(root)).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(OtlpReceiver.parent(root)).isEqualTo("b7ad6b7169203331");

    JobTracing given =
        run(keyed().traceHeader("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1"));
    assertThat(given.traceId()).isEqualTo("5759e988bd862e3fe1be46a994272793");
  }

  @Test
  void theResourceHasTheEnvironmentsAttributesButTheJobsName() {
    environment.put(
        "OTEL_RESOURCE_ATTRIBUTES",
        "deployment.environment.name=test,team=data%20eng,service.name=x,service.instance.id=y");
    run(keyed().resource("deployment.environment.name", "staging"));

    assertThat(
            OtlpReceiver.map(traces.get(0).getResourceSpans(0).getResource().getAttributesList()))
        .containsEntry("team", "data eng")
        .containsEntry("deployment.environment.name", "staging")
        .containsEntry("service.name", "job")
        .containsEntry("service.instance.id", "jr_1");
  }

  private JobTracingConfig.Builder config() {
    return JobTracingConfig.builder("job", "jr_1").environment(environment);
  }

  private JobTracingConfig.Builder keyed() {
    return config().otlpHeaders("x-api-key=" + ENCODED);
  }

  private static JobTracing run(JobTracingConfig.Builder config) {
    JobTracing tracing = JobTracing.start(config.build());
    tracing.spans().run("read", span -> span.set("rows", 42));
    tracing.close();
    return tracing;
  }

  /** Keeps what it is asked to. */
  @FunctionalInterface
  private interface Keeping {
    void keep() throws IOException;
  }

  private LocalServer.Answer answer(Keeping request) throws IOException {
    Map<String, List<String>> told = server.headers();
    List<String> keys = new ArrayList<>(told.getOrDefault("X-api-key", List.of("-")));
    if (!keys.equals(List.of(KEY))) {
      return new LocalServer.Answer(401, "nobody is called " + keys.get(0));
    }
    headers.add(told);
    request.keep();
    return new LocalServer.Answer(status, "");
  }

  private byte[] plain(byte[] body) throws IOException {
    if (!server.headers().containsKey("Content-encoding")) {
      return body;
    }
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return gzip.readAllBytes();
    }
  }
}
