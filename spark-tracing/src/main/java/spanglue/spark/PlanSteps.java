package spanglue.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.execution.QueryExecution;
import org.jspecify.annotations.Nullable;

/**
 * The named steps of a run: notes at the end of each SQL execution which operators of its plan are
 * whose, and at the end of each action which of them ran in it.
 */
final class PlanSteps implements PlanObserver {
  private static final int MOST_STEPS = 2_048;
  private static final int MOST_LASTING = 256;

  private final AtomicLong defined = new AtomicLong();
  private final Map<Step, StepHistory> histories = new LinkedHashMap<>();
  private final Map<Long, List<PlanFragment>> ofExecution = new HashMap<>();
  private final Map<PlanFragment, Boolean> lasting = new LinkedHashMap<>();
  private final Map<Long, Segment> segmentOfMetric = new HashMap<>();
  private final Map<String, List<Step>> inputOfAction = new ConcurrentHashMap<>();
  private final Findings findings;

  PlanSteps(Thresholds thresholds) {
    this.findings = new Findings(thresholds);
  }

  /** A new step; null where there are too many. For use by any thread. */
  @Nullable Step define(String name) {
    long id = defined.getAndIncrement();
    return id < MOST_STEPS ? new Step(id, name, this) : null;
  }

  /** Notes the steps of the frame that a named action is over. For use by any thread. */
  void input(String actionTag, List<Step> steps) {
    if (inputOfAction.size() < MOST_STEPS) {
      inputOfAction.put(actionTag, steps.stream().filter(step -> step.run == this).toList());
    }
  }

  @Override
  public void executionEnded(long executionId, QueryExecution execution) {
    if (execution.tracker().phases().get("planning").isEmpty()) {
      return; // Asking for a plan that failed, or was never made, would make it here.
    }
    findings.written(execution.executedPlan());
    if (defined.get() == 0) {
      return;
    }
    List<PlanFragment> fragments = PlanWalk.of(execution, this);
    fragments.removeIf(fragment -> !add(fragment));
    if (!fragments.isEmpty()) {
      ofExecution.computeIfAbsent(executionId, id -> new ArrayList<>()).addAll(fragments);
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
      lasting.put(fragment, true);
      if (lasting.size() > MOST_LASTING) {
        forget(lasting.keySet().iterator().next());
      }
    }
    return true;
  }

  @Override
  public boolean actionEnded(ActionRecord action) {
    boolean first = false;
    if (defined.get() > 0) {
      ActionSteps steps = new ActionSteps(action, segmentOfMetric);
      for (Map.Entry<Step, StepRun> run : steps.placed().entrySet()) {
        first |= history(run.getKey()).ran(run.getValue());
      }
      List<PlanFragment> plans = plansOf(action);
      Set<PlanFragment> all = new HashSet<>(plans);
      all.addAll(lasting.keySet());
      for (PlanFragment fragment : all) {
        first |= unplaced(fragment, steps);
      }
      if (!isOnlyDefinition(action)) {
        first |= supposed(action, plans, steps);
      }
      steps.ran().forEach(segment -> segment.ranBefore = true);
      plans.stream().filter(fragment -> !fragment.lasting).forEach(this::forget);
    }
    findings.ended(action);
    return first;
  }

  /** Whether it belongs to a step and ran nothing, such as a view's creation. */
  static boolean isOnlyDefinition(ActionRecord action) {
    return action.jobIds().isEmpty()
        && action.outcome() == Outcome.SUCCEEDED
        && JobTags.actionTag(action.tags()) == null
        && JobTags.step(action.tags()) != null;
  }

  /** The steps without an operator in a plan that ran: they ran if what is beneath them did. */
  private boolean unplaced(PlanFragment fragment, ActionSteps steps) {
    boolean first = false;
    Set<Step> ran = new HashSet<>();
    List<Segment> segments = fragment.segments.stream().filter(steps.ran()::contains).toList();
    segments.forEach(segment -> ran.addAll(segment.steps()));
    if (!segments.isEmpty()) {
      Set<Step> placed = fragment.placed();
      for (Step step : fragment.logical.steps()) {
        Set<Step> beneath = placedBeneath(step, fragment.logical, placed, new HashSet<>());
        if (!placed.contains(step)
            && (beneath.isEmpty() || beneath.stream().anyMatch(ran::contains))) {
          first |= history(step).ran(steps.unplaced(segments, ran));
        }
      }
    }
    return first;
  }

  private static Set<Step> placedBeneath(
      Step step, LogicalSteps logical, Set<Step> placed, Set<Step> seen) {
    Set<Step> found = new HashSet<>();
    for (Step lower : logical.beneath(step)) {
      if (placed.contains(lower)) {
        found.add(lower);
      } else if (seen.add(lower)) {
        found.addAll(placedBeneath(lower, logical, placed, seen));
      }
    }
    return found;
  }

  /** What may have run here, should nothing show later where it did. */
  private boolean supposed(ActionRecord action, List<PlanFragment> plans, ActionSteps steps) {
    boolean first = false;
    Set<Step> members = new HashSet<>();
    for (PlanFragment plan : plans) {
      if (!plan.lasting || plan.segments.stream().anyMatch(steps.ran()::contains)) {
        members.addAll(plan.logical.steps());
      }
    }
    if (action.stagesRun() > 0) {
      action.tags().forEach(tag -> members.addAll(inputOfAction.getOrDefault(tag, List.of())));
    }
    action.tags().forEach(inputOfAction::remove);
    new ArrayList<>(members).forEach(step -> members.addAll(step.inputs));
    for (Step step : members) {
      first |= history(step).suppose(steps.supposed());
    }
    return first;
  }

  private List<PlanFragment> plansOf(ActionRecord action) {
    List<Long> ids = new ArrayList<>(action.nestedExecutionIds());
    if (action.executionId() != null) {
      ids.add(action.executionId());
    }
    List<PlanFragment> plans = new ArrayList<>();
    ids.stream()
        .distinct()
        .map(ofExecution::remove)
        .forEach(
            found -> {
              if (found != null) {
                plans.addAll(found);
              }
            });
    return plans;
  }

  private void forget(PlanFragment fragment) {
    lasting.remove(fragment);
    fragment.segments.forEach(segment -> segment.metrics.forEach(segmentOfMetric::remove));
  }

  private StepHistory history(Step step) {
    return histories.computeIfAbsent(step, StepHistory::new);
  }

  @Override
  public StepReport report(RunRecord run) {
    return new StepReport(
        StepSpans.of(histories.values()),
        findings.report(histories.values()).stream().map(Finding::text).toList());
  }
}
