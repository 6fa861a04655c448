package spanglue.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches the receiver, what doesn't, and how long that takes. */
class SendingTest {
  private static final Duration TIMEOUT = Duration.ofMillis(800);

  /** What a loaded machine may add to a bound. */
  private static final Duration SLACK = Duration.ofSeconds(3);

  private final OtlpReceiver receiver = new OtlpReceiver();

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void requestsCarryAtMost50Spans() {
    Tracing tracing = tracing(receiver.url());
    record(tracing, 120);
    tracing.close();

    assertThat(receiver.requests())
        .extracting(request -> OtlpReceiver.spans(request).size())
        .containsExactly(50, 50, 20);
    assertThat(tracing.counts()).isEqualTo(new TelemetryCounts(120, 120, 0, Map.of()));
  }

  @Test
  void nothingIsSentBeforeAFlushAndNothingTwice() {
    Tracing tracing = tracing(receiver.url());
    record(tracing, 1);
    assertThat(receiver.requests()).isEmpty();

    tracing.flush();
    record(tracing, 2);
    tracing.close();
    tracing.close();

    assertThat(receiver.requests()).hasSize(2);
    assertThat(receiver.spans()).hasSize(3);
  }

  @Test
  void theResourceNamesServiceAndCloud() {
    Tracing tracing = tracing(receiver.url());
    record(tracing, 1);
    tracing.close();

    assertThat(receiver.resource())
        .containsEntry("service.name", "trigger")
        .containsEntry("cloud.provider", "aws")
        .containsEntry("telemetry.sdk.language", "java")
        .containsEntry("faas.name", "spanglue-trigger");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void whatMaySucceedLaterIsTriedAgain(int status) {
    receiver.answering(status);
    Tracing tracing = tracing(receiver.url(), Duration.ofSeconds(10));
    record(tracing, 3);
    tracing.close();

    assertThat(receiver.requests()).hasSize(2);
    assertThat(tracing.counts()).isEqualTo(new TelemetryCounts(3, 3, 0, Map.of()));
  }

  @Test
  void whatIsRefusedForGoodIsDroppedAndTheRestStillSent() {
    receiver.answering(400);
    Tracing tracing = tracing(receiver.url());
    record(tracing, 60);
    tracing.close();

    assertThat(receiver.requests()).hasSize(2);
    assertThat(tracing.counts()).isEqualTo(new TelemetryCounts(60, 10, 0, Map.of("http_400", 50L)));
  }

  @Test
  void aDeadReceiverCostsNoMoreThanTheFlush() {
    Tracing tracing = tracing(LocalServer.deadUrl());
    record(tracing, 120);

    assertThat(timeOf(tracing::close)).isLessThan(TIMEOUT.plus(SLACK));
    assertThat(tracing.counts())
        .isEqualTo(new TelemetryCounts(120, 0, 0, Map.of("unreachable", 120L)));
  }

  @Test
  void whatIsDroppedIsToldInOneLine() {
    receiver.answering(400, 413);
    Tracing tracing = tracing(receiver.url());
    record(tracing, 60);
    List<String> lines = LoggedLines.of("", tracing::close);

    assertThat(lines)
        .containsExactly(
            "Spanglue: trace "
                + tracing.traceId()
                + ": 60 spans recorded, 0 sent, dropped {http_400=50, http_413=10};"
                + " first failure: "
                + receiver.url()
                + ": HTTP 400");
  }

  @Test
  void anExporterBesideOursStillLogsItsOwnFailures() {
    Tracing tracing = tracing(LocalServer.deadUrl());
    record(tracing, 1);
    tracing.close();

    try (OtlpHttpSpanExporter theirs =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(LocalServer.deadUrl() + "/v1/traces")
            .setRetryPolicy(null)
            .build()) {
      assertThat(
              LoggedLines.of(
                  "io.opentelemetry",
                  () -> theirs.export(TestSpans.spans(1)).join(10, TimeUnit.SECONDS)))
          .anyMatch(line -> line.startsWith("Failed to export spans"));
    }
  }

  @Test
  void aHangingReceiverCostsNoMoreThanTheFlush() {
    receiver.answering(0, 0, 0);
    Tracing tracing = tracing(receiver.url());
    record(tracing, 120);

    assertThat(timeOf(tracing::close)).isLessThan(TIMEOUT.plus(SLACK));
    assertThat(tracing.counts()).isEqualTo(new TelemetryCounts(120, 0, 0, Map.of("timeout", 120L)));
  }

  @Test
  void aReceiverThatFailsUntilTheEndIsGivenUpInTime() {
    receiver.answering(503, 503, 503, 503, 503, 503, 503, 503, 503, 503);
    Tracing tracing = tracing(receiver.url());
    record(tracing, 1);

    assertThat(timeOf(tracing::close)).isLessThan(TIMEOUT.plus(SLACK));
    assertThat(tracing.counts().dropped()).containsOnlyKeys("http_503");
  }

  @Test
  void withoutAnEndpointNothingIsSentAndThatIsCounted() {
    Tracing tracing = Tracing.start(TracingConfig.builder("trigger").build());
    record(tracing, 2);
    tracing.close();

    assertThat(tracing.counts()).isEqualTo(new TelemetryCounts(2, 0, 0, Map.of("no_endpoint", 2L)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"collector:4318", "ftp://x", "http://a b", "::"})
  void aWrongEndpointIsCountedAndNotThrown(String endpoint) {
    Tracing tracing = tracing(endpoint);
    record(tracing, 2);
    tracing.close();

    assertThat(tracing.counts())
        .isEqualTo(new TelemetryCounts(2, 0, 0, Map.of("bad_endpoint", 2L)));
  }

  @Test
  void theEndpointComesFromTheEnvironmentUnlessItIsGiven() {
    Map<String, String> environment = Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url() + "/");

    assertThat(TracingConfig.builder("a").environment(environment).build().otlp)
        .hasToString(receiver.url() + "/");
    assertThat(
            TracingConfig.builder("a")
                .otlpEndpoint("http://given:1")
                .environment(environment)
                .build()
                .otlp)
        .hasToString("http://given:1");
    Tracing tracing = Tracing.start(TracingConfig.builder("a").environment(environment).build());
    record(tracing, 1);
    tracing.close();
    assertThat(receiver.spans()).hasSize(1);
  }

  @Test
  void anInterruptedThreadSendsItsTraceAndStaysInterrupted() {
    Tracing tracing = tracing(receiver.url());
    record(tracing, 1);

    Thread.currentThread().interrupt();
    tracing.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(receiver.spans()).hasSize(1);
  }

  @Test
  void spansBeyondTheBufferAreCounted() {
    Tracing tracing = tracing(receiver.url(), Duration.ofSeconds(20));
    record(tracing, 5_000);
    tracing.close();

    assertThat(tracing.counts())
        .isEqualTo(new TelemetryCounts(5_000, 4_096, 0, Map.of("buffer_full", 904L)));
  }

  @Test
  void aTraceThatIsNotSampledIsNeitherRecordedNorSent() {
    TraceHeader header =
        TraceHeader.parse(
            "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0");
    Tracing tracing =
        Tracing.start(
            TracingConfig.builder("trigger").header(header).otlpEndpoint(receiver.url()).build());
    tracing.spans().run("work", span -> assertThat(span.header().toXRay()).endsWith(";Sampled=0"));
    record(tracing, 2);
    tracing.close();

    assertThat(receiver.requests()).isEmpty();
    assertThat(tracing.counts()).isEqualTo(new TelemetryCounts(0, 0, 0, Map.of()));
  }

  private static Tracing tracing(String endpoint) {
    return tracing(endpoint, TIMEOUT);
  }

  private static Tracing tracing(String endpoint, Duration timeout) {
    return Tracing.start(
        TracingConfig.builder("trigger")
            .otlpEndpoint(endpoint)
            .resource("faas.name", "spanglue-trigger")
            .flushTimeout(timeout)
            .build());
  }

  private static void record(Tracing tracing, int spans) {
    for (int i = 0; i < spans; i++) {
      tracing.spans().run("span " + i, span -> {});
    }
  }

  private static Duration timeOf(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
