package spanglue.tracing.internal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.tracing.TestSpans.spans;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import spanglue.tracing.OtlpReceiver;
import spanglue.tracing.internal.export.SpanDelivery.Destination;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;
import spanglue.tracing.internal.http.DnsResolver;
import spanglue.tracing.internal.http.DnsServer;

/** A collector of two tasks behind one name, one of which is dead. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "127.0.0.2 is a loopback address on Linux only")
class FailoverExporterTest {
  private static final String HOST = "collector.spanglue.test";
  private static final String ALIVE = "127.0.0.1";
  private static final String DEAD = "127.0.0.2";

  private final OtlpReceiver receiver = new OtlpReceiver();
  private final int port = URI.create(receiver.url()).getPort();
  private final DnsServer dns = new DnsServer();
  private final Counts counts = new Counts();
  private final SpanSender sender = sender(Duration.ofSeconds(4));

  @AfterEach
  void stop() {
    sender.close();
    dns.close();
    receiver.close();
  }

  @Test
  void theSpansGoToTheTaskThatAnswers() {
    dns.knowing(HOST, DEAD, ALIVE);
    sender.send(spans(120));

    assertThat(receiver.requests()).hasSize(3);
    assertThat(counts.snapshot()).isEqualTo(new Counts.Snapshot(0, 120, 0, Map.of()));
    assertThat(sender.firstFailure()).isNull();
  }

  @Test
  void aTaskThatHangsLeavesTimeForTheOther() throws IOException {
    dns.knowing(HOST, DEAD, ALIVE);
    // Takes connections, as its queue is the kernel's, and answers nothing.
    try (ServerSocket hanging = new ServerSocket(port, 8, InetAddress.getByName(DEAD))) {
      sender.send(spans(120));

      assertThat(hanging.isBound()).isTrue();
    }
    assertThat(counts.snapshot()).isEqualTo(new Counts.Snapshot(0, 120, 0, Map.of()));
  }

  @Test
  void aTaskThatTookThePlaceOfAnotherIsFoundByTheNextTry() {
    dns.knowing(HOST, DEAD);
    dns.afterNextQuery(() -> dns.knowing(HOST, ALIVE));
    sender.send(spans(1));

    assertThat(dns.queries()).isEqualTo(2);
    assertThat(counts.snapshot()).isEqualTo(new Counts.Snapshot(0, 1, 0, Map.of()));
  }

  @Test
  void whatATaskRefusesForNowIsBroughtToTheOther() {
    dns.knowing(HOST, ALIVE, DEAD);
    receiver.answering(503);
    sender.send(spans(1));

    // The other is dead, so that the first had it twice.
    assertThat(receiver.requests()).hasSize(2);
    assertThat(counts.snapshot()).isEqualTo(new Counts.Snapshot(0, 1, 0, Map.of()));
  }

  @Test
  void theLogNamesTheAddressThatFailed() {
    dns.knowing(HOST, DEAD);
    SpanSender inHaste = sender(Duration.ofMillis(500));
    inHaste.send(spans(1));
    inHaste.close();

    assertThat(counts.snapshot().dropped()).containsOnlyKeys("unreachable");
    assertThat(inHaste.firstFailure())
        .startsWith("http://" + HOST + ":" + port + ": at " + DEAD + ": connection refused");
  }

  @Test
  void whatMustNotArriveTwiceIsNotBroughtToTheOtherWhereTheFirstMayHaveIt() throws IOException {
    dns.knowing(HOST, DEAD, ALIVE);
    FailoverExporter exporter = metricsExporter();
    try (ServerSocket hanging = new ServerSocket(port, 8, InetAddress.getByName(DEAD))) {
      ExportResult result = exporter.sendAtMostOnce(new byte[0], Duration.ofMillis(500));

      assertThat(hanging.isBound()).isTrue();
      assertThat(result.timedOut()).isTrue();
    }
    assertThat(receiver.metrics()).isEmpty();
  }

  @Test
  void norWhereTheFirstClosedTheConnectionWithoutAnAnswer() throws IOException {
    dns.knowing(HOST, DEAD, ALIVE);
    FailoverExporter exporter = metricsExporter();
    try (HangingUp first = new HangingUp(DEAD, port)) {
      ExportResult result = exporter.sendAtMostOnce(new byte[0], Duration.ofSeconds(5));

      assertThat(result.reason()).isEqualTo("connection_lost");
      assertThat(first.requests()).isEqualTo(1);
    }
    assertThat(receiver.metrics()).isEmpty();
  }

  @Test
  void itIsBroughtToTheOtherWhereTheFirstIsNotThere() {
    dns.knowing(HOST, DEAD, ALIVE);

    assertThat(metricsExporter().sendAtMostOnce(new byte[0], Duration.ofSeconds(5)))
        .isEqualTo(ExportResult.SENT);
    assertThat(receiver.metrics()).hasSize(1);
  }

  private FailoverExporter metricsExporter() {
    return new FailoverExporter(
        OtlpEndpoint.of("http://" + HOST + ":" + port),
        "/v1/metrics",
        Duration.ofSeconds(1),
        new DnsResolver(dns.url()));
  }

  private SpanSender sender(Duration timeout) {
    String url = "http://" + HOST + ":" + port;
    DnsResolver addresses = new DnsResolver(dns.url());
    return new SpanSender(
        new Destination(
            url,
            most ->
                new OtlpDelivery(
                    OtlpEndpoint.of(url), OtlpDelivery.OF_XRAY, span -> span, most, addresses)),
        timeout,
        timeout,
        counts);
  }
}
