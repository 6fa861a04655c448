package spanglue.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.spark.StepTrace.SPARK;

import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import spanglue.spark.internal.plan.Findings.Thresholds;
import spanglue.spark.vocabulary.SparkAttribute;
import spanglue.tracing.JobTracing;
import spanglue.tracing.JobTracingConfig;
import spanglue.tracing.OtlpReceiver;

/** An action's span has its plan, where there is room for it. */
class PlanSpansTest {
  @Test
  void aReceiverOfEverythingGetsThePlan() {
    Map<String, Object> action = action(null);

    assertThat((String) action.get(SparkAttribute.PLAN.key()))
        .contains("HashAggregate [count] 1 rows", "Filter 5 rows", "Range 10 rows");
  }

  @Test
  void xRaysRoomIsForSpans() {
    assertThat(action("xray")).doesNotContainKey(SparkAttribute.PLAN.key());
  }

  private static Map<String, Object> action(@Nullable String budget) {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      try (JobTracing tracing =
          JobTracing.start(
              JobTracingConfig.builder("test", "jr_1")
                  .otlpEndpoint(receiver.url())
                  .budget(budget)
                  .build())) {
        SparkTracing.start(SPARK.sparkContext(), tracing, false, Thresholds.DEFAULT);
        SPARK.range(0, 10, 1, 1).filter("id > 4").count();
      }
      List<Span> actions =
          receiver.spans().stream()
              .filter(span -> span.getName().startsWith("count at PlanSpansTest.java"))
              .toList();
      assertThat(actions).hasSize(1);
      return OtlpReceiver.attributes(actions.get(0));
    }
  }
}
