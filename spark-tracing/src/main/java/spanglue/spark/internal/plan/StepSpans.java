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
  private record Placed(Step step, FinishedSpan span) {}

  private StepSpans() {}

  /** The spans of each action's steps, by the action's id, in the order of the steps. */
  static Map<Long, List<FinishedSpan>> of(Collection<StepHistory> histories) {
    Map<Long, List<Placed>> placed = new HashMap<>();
    for (StepHistory history : histories) {
      StepRun first = history.first();
      if (first != null) {
        placed
            .computeIfAbsent(first.action().id(), id -> new ArrayList<>())
            .add(new Placed(history.step, span(history, first)));
      }
    }
    Map<Long, List<FinishedSpan>> spans = new HashMap<>();
    placed.forEach(
        (action, steps) -> {
          steps.sort(Comparator.comparingLong(one -> one.step().id));
          spans.put(action, steps.stream().map(Placed::span).toList());
        });
    return spans;
  }

  private static FinishedSpan span(StepHistory history, StepRun run) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put(SparkAttribute.STEP_ATTRIBUTION.key(), run.label().text);
    if (!run.with().isEmpty()) {
      attributes.put(SparkAttribute.STEP_FUSED_WITH.key(), run.with());
    }
    attributes.put(SparkAttribute.STEP_SHARED.key(), run.shared());
    if (history.actions() > 0) {
      attributes.put(SparkAttribute.STEP_ACTIONS.key(), (long) history.actions());
    }
    if (run.rows() != null) {
      attributes.put(SparkAttribute.STEP_ROWS.key(), run.rows());
    }
    return new FinishedSpan(history.step.name, run.start(), run.end(), attributes);
  }
}
