package spanglue.spark.internal.report;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.ledger.ActionRecord;
import spanglue.spark.internal.ledger.AggregatedTaskMetrics;
import spanglue.spark.internal.ledger.AggregatedTaskMetrics.Figure;
import spanglue.spark.internal.ledger.CallSite;
import spanglue.spark.internal.ledger.Completion;
import spanglue.spark.internal.ledger.Folded;
import spanglue.spark.internal.ledger.RowValues;
import spanglue.spark.internal.ledger.RunRecord;
import spanglue.spark.internal.ledger.StageRecord;
import spanglue.spark.internal.plan.PlanSteps;
import spanglue.spark.internal.time.TimeRecord;
import spanglue.spark.vocabulary.SparkAttribute;
import spanglue.spark.vocabulary.SparkMetric;
import spanglue.spark.vocabulary.TimeClass;
import spanglue.tracing.JobTracing;
import spanglue.tracing.spi.FinishedSpan;
import spanglue.tracing.spi.FinishedSpan.Importance;
import spanglue.tracing.spi.JobExtension.SpanRecorder;
import spanglue.tracing.vocabulary.TraceAttribute;

/**
 * Puts what ran in an application into its trace: actions under the root, steps and stages under
 * their action, where nothing ran the gaps, totals and money on the root. The money is that of wall
 * time, as RATIONALE.md says.
 */
public final class RunReport {
  private final JobTracing tracing;
  private final @Nullable Workers workers;
  private final Map<Long, SpanRecorder> told;

  public RunReport(JobTracing tracing, @Nullable Workers workers) {
    this(tracing, workers, new LiveReport(tracing, workers));
  }

  /** {@code live} is what was reported while the application ran. */
  public RunReport(JobTracing tracing, @Nullable Workers workers, LiveReport live) {
    this.tracing = tracing;
    this.workers = workers;
    this.told = live.told();
  }

  /** {@code times} is null where it is not known where the time went. */
  public void add(RunRecord run, PlanSteps.Report steps, @Nullable TimeRecord times) {
    TimeRecord known = times == null ? TimeRecord.NONE : times;
    PathShares path = new PathShares(run, known);
    GapSpans gaps = new GapSpans(known.gaps(), run.actions().kept(), path);
    gaps.ofRoot().forEach(tracing.extension().spans()::add);
    double wallSeconds = run.interval().seconds();
    Map<Long, List<FinishedSpan>> untold = new HashMap<>(steps.steps());
    for (ActionRecord action : run.actions().kept()) {
      SpanRecorder inTrace = told.get(action.id());
      if (inTrace != null) {
        addSteps(untold.remove(action.id()), inTrace);
        gaps.of(action).forEach(inTrace::add);
        continue;
      }
      Map<String, Object> attributes = SparkSpans.attributes(action);
      putCost(attributes, action.wallSeconds(), wallSeconds);
      putTime(attributes, action, known);
      GapSpans.putPath(attributes, path.of(action));
      putPlan(attributes, action, tracing);
      SpanRecorder children = tracing.extension().spans().add(SparkSpans.span(action, attributes));
      addSteps(untold.remove(action.id()), children);
      gaps.of(action).forEach(children::add);
      action
          .stages()
          .kept()
          .forEach(
              stage -> children.add(SparkSpans.span(stage, path.ofStage(stage.identity().text()))));
    }
    if (times != null) {
      putTimes(times, path, gaps);
    }
    // The steps of an action are where it is.
    int untoldSteps = untold.values().stream().mapToInt(List::size).sum();
    putTotals(run, steps.findings(), wallSeconds);
    putFolded(run.actions(), untoldSteps);
    putMetrics(run.totals(), wallSeconds);
  }

  private static void addSteps(@Nullable List<FinishedSpan> steps, SpanRecorder action) {
    if (steps != null) {
      steps.forEach(action::add);
    }
  }

  /** The plan as text, where bytes are not counted. */
  static void putPlan(Map<String, Object> attributes, ActionRecord action, JobTracing tracing) {
    if (action.plan() != null && !tracing.extension().isBudgeted()) {
      attributes.put(SparkAttribute.PLAN.key(), PlanText.of(action.plan()));
    }
  }

  /** What it spent on each class, without what is less than half a millisecond. */
  private static void putTime(
      Map<String, Object> attributes, ActionRecord action, TimeRecord times) {
    Map<TimeClass, Double> parts =
        times.work().of(action.ids().executionIds(), action.ids().jobIds());
    if (parts != null) {
      parts.forEach(
          (its, millis) -> {
            if (Math.round(millis) > 0) {
              attributes.put(its.key(), Math.round(millis) / 1e3);
            }
          });
    }
  }

  private void putTimes(TimeRecord times, PathShares path, GapSpans gaps) {
    times.classes().forEach(this::set);
    tracing.root().set(SparkAttribute.CRITICAL_PATH_CLASSES.key(), PathShares.classes(times));
    tracing.root().set(SparkAttribute.CRITICAL_PATH_ACTIONS.key(), path.actions());
    Map<String, Object> counts = new LinkedHashMap<>();
    gaps.putInto(counts);
    counts.forEach(this::set);
  }

  private void putMetrics(AggregatedTaskMetrics totals, double wallSeconds) {
    tracing
        .metrics()
        .add(SparkMetric.BYTES_IN, totals.get(Figure.INPUT_BYTES))
        .add(SparkMetric.BYTES_OUT, totals.get(Figure.OUTPUT_BYTES));
    if (workers != null) {
      tracing.metrics().add(SparkMetric.DPU_SECONDS, workers.dpuSeconds(wallSeconds));
      Double cost = workers.cost(wallSeconds);
      if (cost != null) {
        tracing.metrics().add(SparkMetric.ESTIMATED_COST, cost);
      }
    }
  }

  private void putTotals(RunRecord run, List<String> findings, double wallSeconds) {
    Map<String, Object> totals = new LinkedHashMap<>();
    run.totals().putInto(totals);
    totals.put(SparkAttribute.SQL_EXECUTION_COUNT.key(), run.counts().executions());
    totals.put(SparkAttribute.ACTION_COUNT.key(), run.counts().actions());
    totals.put(SparkAttribute.ACTIONS_FAILED.key(), run.endings().failed());
    totals.put(SparkAttribute.ACTIONS_CANCELLED.key(), run.endings().cancelled());
    if (run.endings().first() != null) {
      totals.put(
          SparkAttribute.FIRST_FAILED_ACTION.key(),
          RowValues.blanked(run.endings().first().toString()));
    }
    totals.put(SparkAttribute.JOB_COUNT.key(), run.counts().jobs());
    totals.put(SparkAttribute.STAGE_COUNT.key(), run.counts().stages());
    totals.put(SparkAttribute.TASK_FAILED_COUNT.key(), run.totals().get(Figure.TASKS_FAILED));
    totals.put(SparkAttribute.EXECUTORS_LOST.key(), run.losses().executors());
    totals.put(SparkAttribute.EVENTS_DROPPED.key(), run.losses().events());
    putCost(totals, wallSeconds, wallSeconds);
    if (workers != null) {
      totals.put(SparkAttribute.COST_BASIS.key(), workers.basis());
    }
    totals.forEach(this::set);
    tracing.root().set(SparkAttribute.FINDINGS.key(), findings);
    tracing.root().set(SparkAttribute.FINDING_COUNT.key(), findings.size());
    tracing.metrics().add(SparkMetric.FINDINGS, findings.size());
  }

  private void putCost(Map<String, Object> attributes, double seconds, double wallSeconds) {
    if (workers != null && wallSeconds > 0) {
      attributes.put(SparkAttribute.DPU_SECONDS.key(), rounded(workers.dpuSeconds(seconds)));
      Double cost = workers.cost(wallSeconds);
      if (cost != null) {
        attributes.put(SparkAttribute.COST_USD.key(), rounded(cost * seconds / wallSeconds));
      }
    }
  }

  private void putFolded(RunRecord.Actions actions, long untoldSteps) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    putFolded(attributes, actions.folded().plus(new Folded(untoldSteps, 0, 0)));
    long total = actions.foldedTotal() + untoldSteps;
    if (total > 0) {
      attributes.put(TraceAttribute.FOLDED_TOTAL.key(), total);
    }
    attributes.forEach(this::set);
  }

  private static void putFolded(Map<String, Object> attributes, Folded folded) {
    if (folded.spans() > 0) {
      attributes.put(TraceAttribute.FOLDED_SPANS.key(), folded.spans());
      attributes.put(TraceAttribute.FOLDED_SECONDS.key(), folded.seconds());
    }
    if (folded.failures() > 0) {
      attributes.put(TraceAttribute.FOLDED_FAILURES.key(), folded.failures());
    }
  }

  private void set(TimeClass its, long millis) {
    if (millis > 0) {
      tracing.root().set(its.key(), millis / 1e3);
    }
  }

  private void set(String key, Object value) {
    if (value instanceof Double number) {
      tracing.root().set(key, number);
    } else if (value instanceof Number number) {
      tracing.root().set(key, number.longValue());
    } else {
      tracing.root().set(key, value.toString());
    }
  }

  /** Millionths are enough, and shorter. */
  static double rounded(double value) {
    return Math.round(value * 1e6) / 1e6;
  }

  /** Actions and stage attempts as spans. */
  static final class SparkSpans {
    private SparkSpans() {}

    /** Without what it cost. */
    static Map<String, Object> attributes(ActionRecord action) {
      Map<String, Object> attributes = new LinkedHashMap<>();
      if (action.ids().executionId() != null) {
        attributes.put(SparkAttribute.SQL_EXECUTION_ID.key(), action.ids().executionId());
      }
      attributes.put(SparkAttribute.JOB_IDS.key(), action.ids().jobIds());
      attributes.put(SparkAttribute.STAGE_COUNT.key(), action.stages().ran());
      CallSite callSite = action.origin().callSite();
      if (callSite != null) {
        attributes.put(SparkAttribute.CODE_FUNCTION_NAME.key(), callSite.function());
        attributes.put(SparkAttribute.CODE_FILE_PATH.key(), callSite.file());
        attributes.put(SparkAttribute.CODE_LINE_NUMBER.key(), callSite.line());
      }
      action.metrics().putInto(attributes);
      putOutcome(attributes, action.completion());
      putFolded(attributes, action.stages().folded());
      return attributes;
    }

    static FinishedSpan span(ActionRecord action, Map<String, Object> attributes) {
      return new FinishedSpan(
          action.name(),
          action.interval().start(),
          action.interval().end(),
          attributes,
          action.completion().failure(),
          Importance.NORMAL);
    }

    /** {@code pathMillis} of it are on the critical path, as far as that is known by now. */
    static FinishedSpan span(StageRecord stage, long pathMillis) {
      StageRecord.Identity identity = stage.identity();
      Map<String, Object> attributes = new LinkedHashMap<>();
      attributes.put(SparkAttribute.STAGE_ID.key(), identity.stageId());
      attributes.put(SparkAttribute.STAGE_ATTEMPT.key(), identity.attempt());
      // Where Spark submits a stage from a thread of its own, its call site says only that.
      if (!identity.name().contains("withThreadLocalCaptured")) {
        attributes.put(SparkAttribute.STAGE_NAME.key(), identity.name());
      }
      stage.metrics().putInto(attributes);
      attributes.put(SparkAttribute.TASK_DURATION_MEDIAN.key(), stage.tasks().medianMillis() / 1e3);
      attributes.put(SparkAttribute.TASK_DURATION_MAX.key(), stage.tasks().maxMillis() / 1e3);
      putOutcome(attributes, stage.completion());
      GapSpans.putPath(attributes, pathMillis);
      return new FinishedSpan(
          identity.text(),
          stage.interval().start(),
          stage.interval().end(),
          attributes,
          stage.completion().failure(),
          Importance.LOW);
    }

    private static void putOutcome(Map<String, Object> attributes, Completion completion) {
      if (completion.status() != Completion.Status.SUCCEEDED) {
        attributes.put(SparkAttribute.OUTCOME.key(), completion.status().text());
      }
    }
  }
}
