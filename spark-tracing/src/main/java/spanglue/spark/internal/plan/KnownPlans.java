package spanglue.spark.internal.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import spanglue.spark.internal.ledger.ActionRecord;

/** The plans that ran or may yet run, as far as they are of steps, and what their tasks count. */
final class KnownPlans {
  private static final int MOST_LASTING = 256;

  private final Map<Long, List<PlanFragment>> ofExecution = new HashMap<>();
  private final Set<PlanFragment> lasting = new LinkedHashSet<>();
  private final Map<Long, Segment> segmentOfMetric = new HashMap<>();

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
    fragment.segments.removeIf(
        segment ->
            segment.metrics.isEmpty()
                || segment.metrics.stream().anyMatch(segmentOfMetric::containsKey));
    if (fragment.logical.steps().isEmpty() || (fragment.lasting && fragment.segments.isEmpty())) {
      return false;
    }
    fragment.segments.forEach(
        segment -> segment.metrics.forEach(id -> segmentOfMetric.put(id, segment)));
    if (fragment.lasting) {
      lasting.add(fragment);
      if (lasting.size() > MOST_LASTING) {
        forget(lasting.iterator().next());
      }
    }
    return true;
  }

  Map<Long, Segment> segmentOfMetric() {
    return segmentOfMetric;
  }

  /** Those that any later action may run. */
  Set<PlanFragment> lasting() {
    return lasting;
  }

  /** Those of an action's executions, which are over: the next call returns none of them. */
  List<PlanFragment> takeThoseOf(ActionRecord action) {
    Set<Long> ids = new LinkedHashSet<>(action.nestedExecutionIds());
    if (action.executionId() != null) {
      ids.add(action.executionId());
    }
    List<PlanFragment> plans = new ArrayList<>();
    for (Long id : ids) {
      List<PlanFragment> found = ofExecution.remove(id);
      if (found != null) {
        plans.addAll(found);
      }
    }
    return plans;
  }

  void forget(PlanFragment fragment) {
    lasting.remove(fragment);
    fragment.segments.forEach(segment -> segment.metrics.forEach(segmentOfMetric::remove));
  }
}
