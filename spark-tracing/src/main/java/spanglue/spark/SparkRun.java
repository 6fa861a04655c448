package spanglue.spark;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.LiveListenerBus;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.sql.execution.QueryExecution;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.ledger.ActionRecord;
import spanglue.spark.internal.ledger.KeptActions;
import spanglue.spark.internal.ledger.RunLedger;
import spanglue.spark.internal.ledger.RunRecord;
import spanglue.spark.internal.plan.PlanSteps;
import spanglue.spark.internal.plan.StepReport;
import spanglue.spark.internal.plan.Thresholds;
import spanglue.spark.internal.report.RunReport;
import spanglue.spark.internal.report.Workers;
import spanglue.spark.vocabulary.SparkAttribute;
import spanglue.spark.vocabulary.SparkMetric;
import spanglue.tracing.JobTracing;

/**
 * One application's part of one job's trace, from the first event to the report, which is made
 * once: when the trace closes or the application ends, whichever is first.
 */
final class SparkRun {
  static final String QUEUE = "spanglue";

  private final JobTracing tracing;
  private final RunRoot root;
  private final LiveListenerBus bus;
  private final Instant start;
  private final @Nullable Workers workers;
  private final PlanSteps plans;
  private final KeptActions kept = new KeptActions();
  private final RunLedger ledger = new RunLedger(this::actionEnded);
  private final QueueDrain drain;
  private final Faults faults = new Faults();
  private final Unsupported unsupported = new Unsupported();
  private long executorsLost;
  private final Object ending = new Object();
  private volatile boolean over;
  private boolean reported;

  /**
   * A run that nothing is known of.
   *
   * @param ownsRoot whether the root is there for this run alone, and ends with it
   */
  SparkRun(SparkContext context, JobTracing tracing, boolean ownsRoot, Thresholds thresholds) {
    this.plans = new PlanSteps(thresholds);
    this.tracing = tracing;
    this.root = new RunRoot(tracing, ownsRoot, context.getConf());
    this.bus = context.listenerBus();
    this.drain = new QueueDrain(bus);
    this.start = Instant.ofEpochMilli(context.startTime());
    this.workers = Workers.of(context.getConf(), context.version());
  }

  boolean isOf(JobTracing other) {
    return tracing == other;
  }

  /** The named steps. */
  PlanSteps steps() {
    return plans;
  }

  /** Sends an event of our own the way that Spark's go. */
  void post(SparkListenerEvent event) {
    bus.post(event);
  }

  /** Has {@code work} write down an event, unless the report is made. */
  synchronized void record(Consumer<RunLedger> work) {
    guarded(() -> work.accept(ledger));
  }

  synchronized void executionEnded(long executionId, @Nullable QueryExecution execution) {
    if (execution != null) {
      guarded(() -> plans.executionEnded(executionId, execution));
    }
  }

  synchronized void executorRemoved(String reason) {
    String text = String.valueOf(reason);
    if (!text.contains("killed by driver") && !text.contains("decommission")) {
      executorsLost++;
    }
  }

  /** Says once what is seen but not supported. */
  void unsupported(String eventClass) {
    unsupported.see(eventClass);
  }

  /** The trace closes: waits, for a bounded time, for the events so far, and reports. */
  void tracingCloses() {
    drain.await(this::isJobEndDue);
    report(Instant.now());
  }

  private synchronized boolean isJobEndDue() {
    return !reported && ledger.isJobEndDue();
  }

  /** The application ends: reports, and ends the root where nobody else will. */
  void applicationEnded(long time, int exitCode) {
    // A lock of its own: who closes the trace meanwhile asks this run for its figures.
    synchronized (ending) {
      if (over) {
        return;
      }
      over = true;
      report(Instant.ofEpochMilli(time));
      drain.end();
      root.applicationEnded(exitCode);
    }
  }

  /** Whether the application's end was told. */
  boolean isOver() {
    return over;
  }

  /**
   * The context stops, maybe before its listeners were ever started. Spark tells its plugins before
   * the last events have come through the queues, so those are awaited.
   */
  void contextStopped() {
    drain.await(() -> false);
    applicationEnded(System.currentTimeMillis(), 0);
  }

  void applicationStarted(@Nullable String applicationId) {
    root.applicationStarted(applicationId);
  }

  private synchronized void report(Instant end) {
    guarded(
        () -> {
          ledger.endAll(end.toEpochMilli());
          RunRecord run = ledger.record(start, end, kept, droppedEvents(), executorsLost);
          new RunReport(tracing, workers).add(run, stepReport());
        });
    if (faults.count() > 0) {
      tracing.root().set(SparkAttribute.TRACING_ERRORS.key(), faults.count());
    }
    reported = true;
  }

  private StepReport stepReport() {
    StepReport[] steps = {StepReport.NONE};
    guarded(() -> steps[0] = plans.report());
    return steps[0];
  }

  private void actionEnded(ActionRecord action) {
    boolean[] wanted = {false};
    guarded(() -> wanted[0] = plans.actionEnded(action));
    root.actionEnded(action);
    if (!PlanSteps.isOnlyDefinition(action)) {
      kept.add(action, wanted[0]);
      Duration duration = Duration.between(action.start(), action.end());
      tracing.metrics().add(SparkMetric.ACTION_DURATION, duration.toNanos() / 1e9);
    }
  }

  private long droppedEvents() {
    var dropped =
        bus.metrics().metricRegistry().getCounters().get("queue." + QUEUE + ".numDroppedEvents");
    return dropped == null ? 0 : dropped.getCount();
  }

  private void guarded(Runnable work) {
    if (!reported) {
      guard(work);
    }
  }

  /** Does what must not fail the job. */
  void guard(Runnable work) {
    faults.guard(work);
  }
}
