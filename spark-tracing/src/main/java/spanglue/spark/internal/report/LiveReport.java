package spanglue.spark.internal.report;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.ledger.ActionRecord;
import spanglue.spark.internal.ledger.RunLedger;
import spanglue.spark.internal.report.RunReport.SparkSpans;
import spanglue.spark.vocabulary.SparkAttribute;
import spanglue.tracing.JobTracing;
import spanglue.tracing.spi.JobExtension.SpanRecorder;
import spanglue.tracing.spi.OpenSpan;

/**
 * Puts actions with their stages into a trace that is sent while the job runs: from the first time
 * it is asked on, each as it ends. What is known at the run's end only is not on them: money, and
 * what is on the critical path. Bounded; to be called by one thread at a time.
 */
public final class LiveReport {
  private static final int MOST_SPANS = 4_096;

  private final JobTracing tracing;
  private final @Nullable Workers workers;
  private final Map<Long, SpanRecorder> told = new HashMap<>();
  private @Nullable Runnable soon;
  private boolean running;
  private int spans;

  public LiveReport(JobTracing tracing, @Nullable Workers workers) {
    this.tracing = tracing;
    this.workers = workers;
  }

  /**
   * Has {@code report} run from time to time, where the trace is sent while the job runs.
   *
   * @param report calls {@link #report}
   */
  public void start(Supplier<List<OpenSpan>> report) {
    soon = tracing.extension().whileRunning(report);
  }

  /** Adds what ended before the first call. Returns what is open. */
  public List<OpenSpan> report(RunLedger ledger) {
    if (!running) {
      running = true;
      ledger.tellKept().forEach(this::add);
    }
    return ledger.open().stream().map(LiveReport::open).toList();
  }

  /** Adds an action that ended, unless the trace is not sent yet. Returns whether it did. */
  public boolean ended(ActionRecord action) {
    if (!running || soon == null || spans >= MOST_SPANS) {
      return false;
    }
    add(action.slim());
    soon.run();
    return true;
  }

  /** Adds no more: what comes now is reported at the run's end. */
  public void end() {
    running = false;
  }

  /** What adds children to the actions that were added, by their ids. */
  Map<Long, SpanRecorder> told() {
    return told;
  }

  private void add(ActionRecord action) {
    Map<String, Object> attributes = SparkSpans.attributes(action);
    RunReport.putPlan(attributes, action, tracing);
    if (workers != null) {
      double seconds = workers.dpuSeconds(action.wallSeconds());
      attributes.put(SparkAttribute.DPU_SECONDS.key(), RunReport.rounded(seconds));
    }
    SpanRecorder children = tracing.extension().spans().add(SparkSpans.span(action, attributes));
    told.put(action.id(), children);
    action.stages().kept().forEach(stage -> children.add(SparkSpans.span(stage, 0)));
    spans += 1 + action.stages().kept().size();
  }

  private static OpenSpan open(ActionRecord action) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put(SparkAttribute.JOB_IDS.key(), action.ids().jobIds());
    attributes.put(SparkAttribute.STAGE_COUNT.key(), action.stages().ran());
    return new OpenSpan(action.name(), action.interval().start(), attributes);
  }
}
