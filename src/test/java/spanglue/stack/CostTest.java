package spanglue.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CostTest {
  @Test
  void one_collector_costs_12_dollars_a_month_before_metrics_and_logs_and_two_cost_23() {
    assertThat(Cost.of(Synthesized.defaults()).beforeMetrics()).isCloseTo(12.4, within(0.05));
    assertThat(Cost.of(Synthesized.with(Map.of("collectors", "2"))).beforeMetrics())
        .isCloseTo(23.2, within(0.05));
  }

  @Test
  void the_document_says_what_the_template_costs() {
    Snapshot.matches(
        Synthesized.ROOT.resolve("docs/cost.md"), CostDocument.of(Synthesized.defaults()));
  }
}
