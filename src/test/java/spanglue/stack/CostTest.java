package spanglue.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CostTest {
  @Test
  void oneCollectorCosts12DollarsAMonthBeforeMetricsAndLogsAndTwoCost23() {
    assertThat(Cost.of(Synthesized.defaults()).beforeMetrics()).isCloseTo(12.4, within(0.05));
    assertThat(Cost.of(Synthesized.with(Map.of("collectors", "2"))).beforeMetrics())
        .isCloseTo(23.2, within(0.05));
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRECT", "OTLP"})
  void withoutCollectorsTheKeyIsAllThatIsPaidBeforeMetricsAndLogs(Shape shape) {
    assertThat(Cost.of(shape.stack()).beforeMetrics()).isCloseTo(1.0, within(0.005));
    assertThat(Cost.of(shape.stack()).all()).isBetween(1.5, 2.5);
  }

  @Test
  void collectorsOfAPrivateNetworkHaveNoAddressToPay() {
    assertThat(Cost.of(Shape.PRIVATE_COLLECTORS.stack()).fixed())
        .containsEntry("Their public addresses", 0.0);
  }

  @Test
  void theDocumentSaysWhatTheTemplatesCost() {
    Snapshot.matches(Synthesized.ROOT.resolve("docs/cost.md"), CostDocument.text());
  }
}
