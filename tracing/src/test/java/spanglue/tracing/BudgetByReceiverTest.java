package spanglue.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much of a trace is sent, by who gets it and by what the settings say. */
class BudgetByReceiverTest {
  private static final int CHILDREN = 600;
  private static final TelemetryCounts ALL =
      new TelemetryCounts(CHILDREN + 1, CHILDREN + 1, 0, Map.of());

  private final OtlpReceiver receiver = new OtlpReceiver();

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void anotherReceiverThanXRayGetsEverySpan() {
    assertThat(counts(config())).isEqualTo(ALL);
    assertThat(receiver.spans()).hasSize(CHILDREN + 1);
    assertThat(receiver.span("span 7").getAttributesList()).hasSize(1);
  }

  @Test
  void anotherReceiverThanXRayGetsMoreSpansToo() {
    int most = 4_096;

    assertThat(counts(config(), 2 * most).sent()).isEqualTo(2 * most + 1);
    assertThat(counts(config().budget("99999999"), 2 * most).sent()).isLessThanOrEqualTo(most + 1);
  }

  @Test
  void aRetryAndAnOldTraceAreSentWholeToo() {
    String tenMinutesOld = "Root=1-%08x-bd862e3fe1be46a994272793".formatted(now() - 600);

    assertThat(counts(config().attempt(2).traceHeader(tenMinutesOld))).isEqualTo(ALL);
  }

  @Test
  void aCollectorWithXRayBesideItGetsWhatXRayTakes() {
    TelemetryCounts counts = counts(config().xrayEndpoint(LocalServer.deadUrl()));

    assertThat(counts.folded()).isPositive();
    assertThat(counts.sent()).isLessThan(200);
  }

  @Test
  void whatXRayTakesCanBeAskedFor() {
    assertThat(counts(config().budget(" XRay ")).folded()).isPositive();
  }

  @Test
  void allCanBeAskedForWhereXRayIsBesideTheCollector() {
    assertThat(counts(config().budget("none").xrayEndpoint(LocalServer.deadUrl()))).isEqualTo(ALL);
  }

  @Test
  void aNumberIsTheBytesOfTheDocuments() {
    long ofMany = counts(config().budget("30000").attempt(2)).sent();
    long ofFew = counts(config().budget("10000")).sent();

    assertThat(ofFew).isBetween(10L, 60L);
    assertThat(ofMany).isBetween(2 * ofFew, 5 * ofFew);
  }

  @ParameterizedTest
  @ValueSource(strings = {"40 KB", "-1", "0", "1e4", "99999999999", "jaeger"})
  void aWrongOneIsToldOnceAndIsAsNotGiven(String wrong) {
    List<String> lines =
        LoggedLines.of("spanglue", () -> assertThat(counts(config().budget(wrong))).isEqualTo(ALL));

    assertThat(lines)
        .filteredOn(line -> line.contains("budget"))
        .singleElement()
        .asString()
        .contains("'" + wrong + "' is neither xray nor none nor a number of bytes");
  }

  private static long now() {
    return System.currentTimeMillis() / 1_000;
  }

  private static TelemetryCounts counts(JobTracingConfig.Builder config) {
    return counts(config, CHILDREN);
  }

  private static TelemetryCounts counts(JobTracingConfig.Builder config, int children) {
    JobTracing tracing = JobTracing.start(config.build());
    for (int i = 0; i < children; i++) {
      tracing.spans().run("span " + i, span -> span.set("text", "x".repeat(300)));
    }
    tracing.close();
    return tracing.counts();
  }

  private JobTracingConfig.Builder config() {
    return JobTracingConfig.builder("spanglue-cleaning", "jr_1").otlpEndpoint(receiver.url());
  }
}
