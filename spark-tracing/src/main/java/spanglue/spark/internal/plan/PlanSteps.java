package spanglue.spark.internal.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd;
import org.jspecify.annotations.Nullable;
import spanglue.spark.event.StepsRan;
import spanglue.spark.event.StepsRan.RanStep;
import spanglue.spark.event.StepsRan.SmallFiles;
import spanglue.spark.internal.ledger.ActionRecord;
import spanglue.spark.internal.ledger.Completion.Status;
import spanglue.spark.internal.ledger.JobTags;
import spanglue.spark.internal.plan.Findings.Finding;
import spanglue.spark.internal.plan.Findings.Thresholds;
import spanglue.spark.internal.plan.Materialization.ActionKey;
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
  private final List<SmallFiles> outputs = new ArrayList<>();
  private final Consumer<StepsRan> log;

  /** Null where the application is live. */
  private final @Nullable LoggedSteps logged;

  private PlanSteps(Thresholds thresholds, Consumer<StepsRan> log, @Nullable LoggedSteps logged) {
    this.findings = new Findings(thresholds);
    this.log = log;
    this.logged = logged;
  }

  /** Of an application that runs; {@code log} is told of each action that ran steps. */
  public static PlanSteps live(Thresholds thresholds, Consumer<StepsRan> log) {
    return new PlanSteps(thresholds, log, null);
  }

  /** Of an application whose log is read: it knows the steps that {@link #told} tells. */
  public static PlanSteps replayed() {
    return new PlanSteps(Thresholds.DEFAULT, ran -> {}, new LoggedSteps());
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
    List<SmallFiles> small = findings.written(execution.executedPlan());
    small.forEach(findings::written);
    outputs.addAll(small);
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
    Told told = new Told();
    if (defined.get() > 0) {
      ActionSteps steps = new ActionSteps(action, plans.pipelineOfMetric());
      for (Map.Entry<Step, Materialization> one : steps.attributed().entrySet()) {
        first |= told.ran(one.getKey(), one.getValue());
      }
      List<PlanFragment> own = plans.takeThoseOf(action);
      Set<PlanFragment> all = new HashSet<>(own);
      all.addAll(plans.reusable());
      for (PlanFragment fragment : all) {
        first |= unattributed(fragment, steps, told);
      }
      if (!isOnlyDefinition(action)) {
        first |= assumed(action, own, steps, told);
      }
      steps.ran().forEach(pipeline -> pipeline.ranBefore = true);
      own.stream().filter(fragment -> !fragment.reusable).forEach(plans::forget);
    }
    findings.ended(action);
    told.to(action);
    if (logged != null) {
      logged.actionEnded(action);
    }
    return first;
  }

  /** Notes what the log of an application tells of an action that ended. */
  public void told(StepsRan event) {
    if (logged == null) {
      return; // Who told it knows it.
    }
    event.outputs().forEach(findings::written);
    ActionKey action = logged.action(event);
    if (action == null) {
      return;
    }
    for (RanStep ran : event.steps()) {
      Step step = logged.step(ran, this);
      if (step != null) {
        Materialization by = LoggedSteps.materialization(ran, action);
        if (ran.known()) {
          history(step).materialized(by);
        } else {
          history(step).assume(by);
        }
      }
    }
    event.again().stream()
        .map(logged::step)
        .filter(Objects::nonNull)
        .forEach(step -> history(step).materialized());
  }

  /** What is known of the steps of one action: goes into their histories, and into the log. */
  private final class Told {
    private final List<RanStep> steps = new ArrayList<>();
    private final List<Long> again = new ArrayList<>();

    /** Whether the action is the first that ran the step. */
    boolean ran(Step step, Materialization by) {
      StepHistory history = history(step);
      if (history.isFull()) {
        again.add(step.id);
      } else {
        steps.add(LoggedSteps.told(step, by, true));
      }
      return history.materialized(by);
    }

    /** Whether that is the first that is known of the step. */
    boolean mayHaveRun(Step step, Materialization by) {
      boolean first = history(step).assume(by);
      if (first) {
        steps.add(LoggedSteps.told(step, by, false));
      }
      return first;
    }

    void to(ActionRecord action) {
      if (!steps.isEmpty() || !again.isEmpty() || !outputs.isEmpty()) {
        log.accept(new StepsRan(LoggedSteps.key(action), steps, again, List.copyOf(outputs)));
        outputs.clear();
      }
    }
  }

  /** Whether it belongs to a step and ran nothing, such as a view's creation. */
  public static boolean isOnlyDefinition(ActionRecord action) {
    return action.ids().jobIds().isEmpty()
        && action.completion().status() == Status.SUCCEEDED
        && JobTags.actionTag(action.origin().tags()) == null
        && JobTags.step(action.origin().tags()) != null;
  }

  /** The steps without an operator in a plan that ran: they ran if what is beneath them did. */
  private boolean unattributed(PlanFragment fragment, ActionSteps steps, Told told) {
    boolean first = false;
    Set<Step> ran = new HashSet<>();
    List<PlanPipeline> pipelines =
        fragment.pipelines.stream().filter(steps.ran()::contains).toList();
    pipelines.forEach(pipeline -> ran.addAll(pipeline.steps()));
    if (!pipelines.isEmpty()) {
      for (Step step : fragment.unattributed(ran)) {
        first |= told.ran(step, steps.unattributed(pipelines, ran));
      }
    }
    return first;
  }

  /** What may have run here, as long as nothing shows where else it did. */
  private boolean assumed(
      ActionRecord action, List<PlanFragment> own, ActionSteps steps, Told told) {
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
      first |= told.mayHaveRun(step, steps.assumed());
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
