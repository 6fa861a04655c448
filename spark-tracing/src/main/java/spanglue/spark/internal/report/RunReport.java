package spanglue.spark.internal.report;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.ledger.ActionRecord;
import spanglue.spark.internal.ledger.Figures;
import spanglue.spark.internal.ledger.RunRecord;
import spanglue.spark.internal.plan.StepReport;
import spanglue.tracing.FinishedSpan;
import spanglue.tracing.Importance;
import spanglue.tracing.JobTracing;
import spanglue.tracing.Spans;

/**
 * Puts a run into its trace: actions under the root, steps and stages under their action, totals on
 * the root.
 *
 * <p>Workers are billed by wall time, so the run's money is that of its wall time, and an action's
 * share of it is its share of the wall time; where actions overlap, each has an equal part. What
 * the driver did between the actions is nobody's share.
 */
public final class RunReport {
  private final JobTracing tracing;
  private final @Nullable Workers workers;

  public RunReport(JobTracing tracing, @Nullable Workers workers) {
    this.tracing = tracing;
    this.workers = workers;
  }

  public void add(RunRecord run, StepReport steps) {
    double wallSeconds = Duration.between(run.start(), run.end()).toMillis() / 1e3;
    for (ActionRecord action : run.actions()) {
      Map<String, Object> attributes = SparkSpans.attributes(action);
      putCost(attributes, action.shareSeconds(), wallSeconds);
      Spans children =
          tracing
              .spans()
              .add(
                  new FinishedSpan(
                      action.name(),
                      action.start(),
                      action.end(),
                      attributes,
                      action.failure(),
                      Importance.NORMAL));
      steps.steps().getOrDefault(action.id(), List.of()).forEach(children::add);
      action.stages().forEach(stage -> children.add(SparkSpans.span(stage)));
    }
    putTotals(run, steps.findings(), wallSeconds);
    putMetrics(run.totals(), wallSeconds);
  }

  private void putMetrics(Figures totals, double wallSeconds) {
    tracing.metrics().bytesIn(totals.bytesIn()).bytesOut(totals.bytesOut());
    if (workers != null) {
      tracing.metrics().dpuSeconds(workers.dpuSeconds(wallSeconds));
      Double cost = workers.cost(wallSeconds);
      if (cost != null) {
        tracing.metrics().estimatedCost(cost);
      }
    }
  }

  private void putTotals(RunRecord run, List<String> findings, double wallSeconds) {
    Map<String, Object> totals = new LinkedHashMap<>();
    FigureAttributes.put(totals, run.totals());
    totals.put("spark.executions", run.executionsRun());
    totals.put("spark.actions", run.actionsRun());
    totals.put("spark.jobs", run.jobsRun());
    totals.put("spark.stages", run.stagesRun());
    totals.put("spark.tasks.failed", run.totals().tasksFailed());
    totals.put("spark.executors.lost", run.executorsLost());
    totals.put("spark.events.dropped", run.eventsDropped());
    if (run.foldedActions() > 0) {
      totals.put("spanglue.folded.spans", run.foldedActions());
      totals.put("spanglue.folded.seconds", run.foldedSeconds());
    }
    putCost(totals, wallSeconds, wallSeconds);
    if (workers != null) {
      totals.put("cost.basis", workers.basis());
    }
    totals.forEach(this::set);
    tracing.set("spanglue.findings", findings);
    tracing.set("spanglue.findings.count", findings.size());
  }

  private void putCost(Map<String, Object> attributes, double seconds, double wallSeconds) {
    if (workers != null && wallSeconds > 0) {
      attributes.put("dpu.seconds", rounded(workers.dpuSeconds(seconds)));
      Double cost = workers.cost(wallSeconds);
      if (cost != null) {
        attributes.put("cost.usd", rounded(cost * seconds / wallSeconds));
      }
    }
  }

  private void set(String key, Object value) {
    if (value instanceof Double number) {
      tracing.set(key, number);
    } else if (value instanceof Number number) {
      tracing.set(key, number.longValue());
    } else {
      tracing.set(key, value.toString());
    }
  }

  /** Millionths are enough, and shorter. */
  private static double rounded(double value) {
    return Math.round(value * 1e6) / 1e6;
  }
}
