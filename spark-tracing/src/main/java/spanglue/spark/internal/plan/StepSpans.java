package spanglue.spark.internal.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import spanglue.spark.vocabulary.SparkAttribute;
import spanglue.tracing.spi.FinishedSpan;

/** Steps as spans, each once, under the first action that ran it. */
final class StepSpans {
  private record StepSpan(Step step, FinishedSpan span) {}

  private StepSpans() {}

  /** The spans of each action's steps, by the action's id, in the order of the steps. */
  static Map<Long, List<FinishedSpan>> of(Collection<StepHistory> histories) {
    Map<Long, List<StepSpan>> byAction = new HashMap<>();
    for (StepHistory history : histories) {
      Materialization first = history.first();
      if (first != null) {
        byAction
            .computeIfAbsent(first.action().id(), id -> new ArrayList<>())
            .add(new StepSpan(history.step, span(history, first)));
      }
    }
    Map<Long, List<FinishedSpan>> spans = new HashMap<>();
    byAction.forEach(
        (action, steps) -> {
          steps.sort(Comparator.comparingLong(one -> one.step().id));
          spans.put(action, steps.stream().map(StepSpan::span).toList());
        });
    return spans;
  }

  private static FinishedSpan span(StepHistory history, Materialization by) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put(SparkAttribute.STEP_ATTRIBUTION.key(), by.label().text);
    if (!by.with().isEmpty()) {
      attributes.put(SparkAttribute.STEP_FUSED_WITH.key(), by.with());
    }
    attributes.put(SparkAttribute.STEP_SHARED.key(), by.shared());
    if (history.actions() > 0) {
      attributes.put(SparkAttribute.STEP_ACTIONS.key(), (long) history.actions());
    }
    if (by.rows() != null) {
      attributes.put(SparkAttribute.STEP_ROWS.key(), by.rows());
    }
    return new FinishedSpan(
        history.step.name, by.interval().start(), by.interval().end(), attributes);
  }
}
