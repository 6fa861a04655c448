package spanglue.spark.internal.plan;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.ledger.ActionRecord;
import spanglue.spark.internal.ledger.Completion.Status;
import spanglue.spark.internal.ledger.JobTags;
import spanglue.spark.internal.plan.Findings.Finding;
import spanglue.spark.internal.plan.Findings.Thresholds;
import spanglue.tracing.spi.FinishedSpan;

/**
 * The named steps of an application: notes at the end of each SQL execution which operators of its
 * plan are whose, and at the end of each action which of them ran in it. Called by one thread at a
 * time but for what says otherwise. What it throws is logged and costs its steps, nothing else.
 */
public final class PlanSteps {
  private static final int MOST_STEPS = 2_048;

  /**
   * What there is to tell.
   *
   * @param steps the step spans to add under each action, by {@link ActionRecord#id}
   * @param findings what the run could do better, one line each
   */
  public record Report(Map<Long, List<FinishedSpan>> steps, List<String> findings) {
    public static final Report NONE = new Report(Map.of(), List.of());
  }

  private final AtomicLong defined = new AtomicLong();
  private final Map<Step, StepHistory> histories = new LinkedHashMap<>();
  private final PlanRegistry plans = new PlanRegistry();
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
  public void input(String actionTag, Dataset<?> frame) {
    if (inputOfAction.size() < MOST_STEPS) {
      List<Step> steps = StepTags.all(Shims.plan(frame));
      inputOfAction.put(actionTag, steps.stream().filter(step -> step.owner == this).toList());
    }
  }

  /** An SQL execution, root or nested, ended, in whatever way. Before its {@link #actionEnded}. */
  public void executionEnded(SparkListenerSQLExecutionEnd event) {
    QueryExecution execution = event.qe();
    if (execution == null || execution.tracker().phases().get("planning").isEmpty()) {
      return; // Asking for a plan that failed, or was never made, would make it here.
    }
    findings.written(execution.executedPlan());
    if (defined.get() == 0) {
      return;
    }
    plans.add(event.executionId(), PlanWalk.of(execution, this));
  }

  /**
   * An action and its jobs ended. Called once an action, with all of its stages.
   *
   * @return whether the action must stay in the report, however short it was
   */
  public boolean actionEnded(ActionRecord action) {
    boolean first = false;
    if (defined.get() > 0) {
      ActionSteps steps = new ActionSteps(action, plans.pipelineOfMetric());
      for (Map.Entry<Step, Materialization> one : steps.attributed().entrySet()) {
        first |= history(one.getKey()).materialized(one.getValue());
      }
      List<PlanFragment> own = plans.takeThoseOf(action);
      Set<PlanFragment> all = new HashSet<>(own);
      all.addAll(plans.reusable());
      for (PlanFragment fragment : all) {
        first |= unattributed(fragment, steps);
      }
      if (!isOnlyDefinition(action)) {
        first |= assumed(action, own, steps);
      }
      steps.ran().forEach(pipeline -> pipeline.ranBefore = true);
      own.stream().filter(fragment -> !fragment.reusable).forEach(plans::forget);
    }
    findings.ended(action);
    return first;
  }

  /** Whether it belongs to a step and ran nothing, such as a view's creation. */
  public static boolean isOnlyDefinition(ActionRecord action) {
    return action.ids().jobIds().isEmpty()
        && action.completion().status() == Status.SUCCEEDED
        && JobTags.actionTag(action.origin().tags()) == null
        && JobTags.step(action.origin().tags()) != null;
  }

  /** The steps without an operator in a plan that ran: they ran if what is beneath them did. */
  private boolean unattributed(PlanFragment fragment, ActionSteps steps) {
    boolean first = false;
    Set<Step> ran = new HashSet<>();
    List<PlanPipeline> pipelines =
        fragment.pipelines.stream().filter(steps.ran()::contains).toList();
    pipelines.forEach(pipeline -> ran.addAll(pipeline.steps()));
    if (!pipelines.isEmpty()) {
      for (Step step : fragment.unattributed(ran)) {
        first |= history(step).materialized(steps.unattributed(pipelines, ran));
      }
    }
    return first;
  }

  /** What may have run here, as long as nothing shows where else it did. */
  private boolean assumed(ActionRecord action, List<PlanFragment> own, ActionSteps steps) {
    boolean first = false;
    Set<Step> members = new HashSet<>();
    for (PlanFragment plan : own) {
      if (!plan.reusable || plan.pipelines.stream().anyMatch(steps.ran()::contains)) {
        members.addAll(plan.logical.steps());
      }
    }
    if (action.stages().ran() > 0) {
      action
          .origin()
          .tags()
          .forEach(tag -> members.addAll(inputOfAction.getOrDefault(tag, List.of())));
    }
    action.origin().tags().forEach(inputOfAction::remove);
    for (Set<Step> more = members; !more.isEmpty(); ) {
      Set<Step> inputs = new HashSet<>();
      more.forEach(step -> inputs.addAll(step.inputs));
      inputs.removeAll(members);
      members.addAll(inputs);
      more = inputs;
    }
    for (Step step : members) {
      first |= history(step).assume(steps.assumed());
    }
    return first;
  }

  private StepHistory history(Step step) {
    return histories.computeIfAbsent(step, StepHistory::new);
  }

  /** The steps, at the end. */
  public Report report() {
    return new Report(
        StepSpans.of(histories.values()),
        findings.report(histories.values()).stream().map(Finding::text).toList());
  }
}
