package spanglue.spark.internal.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import spanglue.spark.internal.ledger.ActionRecord;

/** The plans that ran or may yet run, as far as they are of steps, and what their tasks count. */
final class PlanRegistry {
  private static final int MOST_REUSABLE = 256;

  private final Map<Long, List<PlanFragment>> ofExecution = new HashMap<>();
  private final Set<PlanFragment> reusable = new LinkedHashSet<>();
  private final Map<Long, PlanPipeline> pipelineOfMetric = new HashMap<>();

  /** Adds what is not known yet of an execution's plan. */
  void add(long executionId, List<PlanFragment> fragments) {
    List<PlanFragment> more = new ArrayList<>(fragments);
    more.removeIf(fragment -> !add(fragment));
    if (!more.isEmpty()) {
      ofExecution.computeIfAbsent(executionId, id -> new ArrayList<>()).addAll(more);
    }
  }

  /** Whether there is something of steps in it that is not known yet. */
  private boolean add(PlanFragment fragment) {
    fragment.pipelines.removeIf(
        pipeline ->
            pipeline.metrics.isEmpty()
                || pipeline.metrics.stream().anyMatch(pipelineOfMetric::containsKey));
    if (fragment.logical.steps().isEmpty() || (fragment.reusable && fragment.pipelines.isEmpty())) {
      return false;
    }
    fragment.pipelines.forEach(
        pipeline -> pipeline.metrics.forEach(id -> pipelineOfMetric.put(id, pipeline)));
    if (fragment.reusable) {
      reusable.add(fragment);
      if (reusable.size() > MOST_REUSABLE) {
        forget(reusable.iterator().next());
      }
    }
    return true;
  }

  Map<Long, PlanPipeline> pipelineOfMetric() {
    return pipelineOfMetric;
  }

  /** Those that any later action may run. */
  Set<PlanFragment> reusable() {
    return reusable;
  }

  /** Those of an action's executions, which are over: the next call returns none of them. */
  List<PlanFragment> takeThoseOf(ActionRecord action) {
    List<PlanFragment> plans = new ArrayList<>();
    for (Long id : action.ids().executionIds()) {
      List<PlanFragment> found = ofExecution.remove(id);
      if (found != null) {
        plans.addAll(found);
      }
    }
    return plans;
  }

  void forget(PlanFragment fragment) {
    reusable.remove(fragment);
    fragment.pipelines.forEach(pipeline -> pipeline.metrics.forEach(pipelineOfMetric::remove));
  }
}
