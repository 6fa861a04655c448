package spanglue.spark.internal.plan;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.execution.QueryExecution;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.ledger.ActionRecord;
import spanglue.spark.internal.ledger.JobTags;
import spanglue.spark.internal.ledger.Outcome;

/**
 * The named steps of a run: notes at the end of each SQL execution which operators of its plan are
 * whose, and at the end of each action which of them ran in it. Called by one thread at a time but
 * for what says otherwise. What it throws is logged and costs its steps, nothing else.
 */
public final class PlanSteps {
  private static final int MOST_STEPS = 2_048;

  private final AtomicLong defined = new AtomicLong();
  private final Map<Step, StepHistory> histories = new LinkedHashMap<>();
  private final KnownPlans plans = new KnownPlans();
  private final Map<String, List<Step>> inputOfAction = new ConcurrentHashMap<>();
  private final Findings findings;

  public PlanSteps(Thresholds thresholds) {
    this.findings = new Findings(thresholds);
  }

  /** A new step; null where there are too many. For use by any thread. */
  public @Nullable Step define(String name) {
    long id = defined.getAndIncrement();
    return id < MOST_STEPS ? new Step(id, name, this) : null;
  }

  /** Notes the steps of the frame that a named action is over. For use by any thread. */
  public void input(String actionTag, List<Step> steps) {
    if (inputOfAction.size() < MOST_STEPS) {
      inputOfAction.put(actionTag, steps.stream().filter(step -> step.run == this).toList());
    }
  }

  /** An SQL execution, root or nested, ended, in whatever way. Before its {@link #actionEnded}. */
  public void executionEnded(long executionId, QueryExecution execution) {
    if (execution.tracker().phases().get("planning").isEmpty()) {
      return; // Asking for a plan that failed, or was never made, would make it here.
    }
    findings.written(execution.executedPlan());
    if (defined.get() == 0) {
      return;
    }
    plans.add(executionId, PlanWalk.of(execution, this));
  }

  /**
   * An action and its jobs ended. Called once an action, with all of its stages.
   *
   * @return whether the action must stay in the report, however short it was
   */
  public boolean actionEnded(ActionRecord action) {
    boolean first = false;
    if (defined.get() > 0) {
      ActionSteps steps = new ActionSteps(action, plans.segmentOfMetric());
      for (Map.Entry<Step, StepRun> run : steps.placed().entrySet()) {
        first |= history(run.getKey()).ran(run.getValue());
      }
      List<PlanFragment> own = plans.takeThoseOf(action);
      Set<PlanFragment> all = new HashSet<>(own);
      all.addAll(plans.lasting());
      for (PlanFragment fragment : all) {
        first |= unplaced(fragment, steps);
      }
      if (!isOnlyDefinition(action)) {
        first |= supposed(action, own, steps);
      }
      steps.ran().forEach(segment -> segment.ranBefore = true);
      own.stream().filter(fragment -> !fragment.lasting).forEach(plans::forget);
    }
    findings.ended(action);
    return first;
  }

  /** Whether it belongs to a step and ran nothing, such as a view's creation. */
  public static boolean isOnlyDefinition(ActionRecord action) {
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
      for (Step step : fragment.unplaced(ran)) {
        first |= history(step).ran(steps.unplaced(segments, ran));
      }
    }
    return first;
  }

  /** What may have run here, should nothing show later where it did. */
  private boolean supposed(ActionRecord action, List<PlanFragment> own, ActionSteps steps) {
    boolean first = false;
    Set<Step> members = new HashSet<>();
    for (PlanFragment plan : own) {
      if (!plan.lasting || plan.segments.stream().anyMatch(steps.ran()::contains)) {
        members.addAll(plan.logical.steps());
      }
    }
    if (action.stagesRun() > 0) {
      action.tags().forEach(tag -> members.addAll(inputOfAction.getOrDefault(tag, List.of())));
    }
    action.tags().forEach(inputOfAction::remove);
    for (Set<Step> more = members; !more.isEmpty(); ) {
      Set<Step> inputs = new HashSet<>();
      more.forEach(step -> inputs.addAll(step.inputs));
      inputs.removeAll(members);
      members.addAll(inputs);
      more = inputs;
    }
    for (Step step : members) {
      first |= history(step).suppose(steps.supposed());
    }
    return first;
  }

  private StepHistory history(Step step) {
    return histories.computeIfAbsent(step, StepHistory::new);
  }

  /** The steps, at the run's end. */
  public StepReport report() {
    return new StepReport(
        StepSpans.of(histories.values()),
        findings.report(histories.values()).stream().map(Finding::text).toList());
  }
}
