package spanglue.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.tracing.internal.export.XRayDaemonDelivery;

/** The way of a Lambda function's spans: datagrams to the X-Ray daemon beside it. */
class XRayDaemonDeliveryTest {
  private static final TraceHeader CALLER =
      TraceHeader.parse(
          "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1");

  private final Daemon daemon = new Daemon();

  @AfterEach
  void stop() {
    daemon.close();
  }

  @Test
  void theEnvironmentOfATracedFunctionIsEnough() {
    Tracing tracing = tracing(Map.of("AWS_XRAY_DAEMON_ADDRESS", daemon.address()));
    tracing.spans().run("read event", span -> span.set("records", 1));
    tracing.close();

    ExportTraceServiceRequest request = daemon.next();
    Span span = OtlpReceiver.spans(request).get(0);
    assertThat(span.getName()).isEqualTo("read event");
    assertThat(OtlpReceiver.traceId(span)).isEqualTo(CALLER.traceId());
    assertThat(OtlpReceiver.parent(span)).isEqualTo("53995c3f42cd8ad8");
    assertThat(OtlpReceiver.attributes(span)).containsEntry("records", 1L);
    assertThat(OtlpReceiver.map(request.getResourceSpans(0).getResource().getAttributesList()))
        .containsEntry("service.name", "trigger")
        .containsEntry("cloud.provider", "aws")
        .containsEntry("telemetry.sdk.language", "java");
    assertThat(tracing.counts()).isEqualTo(new TelemetryCounts(1, 1, 0, Map.of()));
  }

  @Test
  void anOtlpEndpointGoesBeforeTheDaemon() {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Tracing tracing =
          tracing(
              Map.of(
                  "AWS_XRAY_DAEMON_ADDRESS",
                  "nonsense",
                  "OTEL_EXPORTER_OTLP_ENDPOINT",
                  receiver.url()));
      tracing.spans().run("read event", span -> {});
      tracing.close();

      assertThat(receiver.spans()).hasSize(1);
    }
  }

  @Test
  void manySpansMakeDatagramsThatFit() {
    Tracing tracing = tracing(Map.of("AWS_XRAY_DAEMON_ADDRESS", daemon.address()));
    for (int i = 0; i < 100; i++) {
      tracing.spans().run("span " + i, span -> span.set("text", "x".repeat(2_000)));
    }
    tracing.close();

    List<Span> received = new ArrayList<>();
    int datagrams = 0;
    while (received.size() < 100) {
      ExportTraceServiceRequest request = daemon.next();
      assertThat(request.getSerializedSize()).isLessThanOrEqualTo(XRayDaemonDelivery.REQUEST_BYTES);
      received.addAll(OtlpReceiver.spans(request));
      datagrams++;
    }
    assertThat(datagrams).isBetween(5, 6);
    assertThat(tracing.counts()).isEqualTo(new TelemetryCounts(100, 100, 0, Map.of()));
  }

  @Test
  void aDatagramIsFilledToTheLastByteThatFits() {
    XRayDaemonDelivery delivery = new XRayDaemonDelivery(daemon.address());
    int spans = 1_000;
    while (!delivery.send(TestSpans.spans(spans), Duration.ofSeconds(1)).sent()) {
      spans -= 10;
    }
    delivery.close();

    assertThat(daemon.next().getSerializedSize())
        .isBetween(XRayDaemonDelivery.REQUEST_BYTES - 1_000, XRayDaemonDelivery.REQUEST_BYTES);
  }

  @Test
  void aSpanThatFitsNoDatagramIsCountedAndTheOthersSent() {
    Tracing tracing = tracing(Map.of("AWS_XRAY_DAEMON_ADDRESS", daemon.address()));
    tracing.spans().run("small", span -> {});
    tracing
        .spans()
        .run(
            "large",
            span -> {
              for (int i = 0; i < 13; i++) {
                span.set("text " + i, "x".repeat(4_000));
              }
            });
    tracing.spans().run("small too", span -> {});
    tracing.close();

    assertThat(List.of(daemon.next(), daemon.next()))
        .flatExtracting(OtlpReceiver::spans)
        .extracting(Span::getName)
        .containsExactly("small", "small too");
    assertThat(tracing.counts()).isEqualTo(new TelemetryCounts(3, 2, 0, Map.of("too_large", 1L)));
  }

  @Test
  void whereTheDaemonIsNotNobodyWaits() {
    String address = daemon.address();
    daemon.close();
    Tracing tracing = tracing(Map.of("AWS_XRAY_DAEMON_ADDRESS", address));
    tracing.spans().run("read event", span -> {});
    long before = System.nanoTime();
    tracing.close();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:2000",
        " 127.0.0.1:2000 ",
        "tcp:127.0.0.1:3000 udp:127.0.0.1:2000",
        "udp:127.0.0.1:2000 tcp:127.0.0.1:3000",
        "udp:127.0.0.1:2000"
      })
  void theAddressIsReadInBothItsForms(String address) {
    assertThat(XRayDaemonDelivery.parse(address))
        .extracting(InetSocketAddress::getHostString, InetSocketAddress::getPort)
        .containsExactly("127.0.0.1", 2000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        ":2000",
        "127.0.0.1:",
        "127.0.0.1:x",
        "tcp:127.0.0.1:2000",
        "a:70000"
      })
  void aWrongAddressIsCountedAndNotThrown(String address) {
    assertThatThrownBy(() -> XRayDaemonDelivery.parse(address))
        .isInstanceOf(IllegalArgumentException.class);
    Tracing tracing = tracing(Map.of("AWS_XRAY_DAEMON_ADDRESS", address));
    tracing.spans().run("read event", span -> {});
    tracing.close();

    assertThat(tracing.counts().dropped()).containsExactly(Map.entry("bad_endpoint", 1L));
  }

  private static Tracing tracing(Map<String, String> environment) {
    return Tracing.start(
        TracingConfig.builder("trigger").header(CALLER).environment(environment).build());
  }
}
