package spanglue.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CostTest {
  @Test
  void oneCollectorCosts12DollarsAMonthBeforeMetricsAndLogsAndTwoCost23() {
    assertThat(Cost.of(Synthesized.defaults()).beforeMetrics()).isCloseTo(12.4, within(0.05));
    assertThat(Cost.of(Synthesized.with(Map.of("collectors", "2"))).beforeMetrics())
        .isCloseTo(23.2, within(0.05));
  }

  @Test
  void theDocumentSaysWhatTheTemplateCosts() {
    Snapshot.matches(
        Synthesized.ROOT.resolve("docs/cost.md"), CostDocument.of(Synthesized.defaults()));
  }
}
