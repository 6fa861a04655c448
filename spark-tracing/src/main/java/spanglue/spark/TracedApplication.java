package spanglue.spark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.LiveListenerBus;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.jspecify.annotations.Nullable;
import spanglue.report.RunDocument;
import spanglue.spark.internal.figures.PlanFigures;
import spanglue.spark.internal.ledger.ActionEndings;
import spanglue.spark.internal.ledger.ActionRecord;
import spanglue.spark.internal.ledger.ActionRecord.Interval;
import spanglue.spark.internal.ledger.KeptActions.Retention;
import spanglue.spark.internal.ledger.MostSpans;
import spanglue.spark.internal.ledger.RunLedger;
import spanglue.spark.internal.ledger.RunRecord;
import spanglue.spark.internal.ledger.SparkRedaction;
import spanglue.spark.internal.plan.Findings.Thresholds;
import spanglue.spark.internal.plan.PlanSteps;
import spanglue.spark.internal.report.LiveReport;
import spanglue.spark.internal.report.RunDocumentFile;
import spanglue.spark.internal.report.RunDocuments;
import spanglue.spark.internal.report.RunReport;
import spanglue.spark.internal.report.Workers;
import spanglue.spark.internal.time.TimeAccounting;
import spanglue.spark.internal.time.TimeEvents;
import spanglue.spark.internal.time.TimeRecord;
import spanglue.spark.vocabulary.SparkAttribute;
import spanglue.spark.vocabulary.SparkMetric;
import spanglue.spark.vocabulary.SparkTracingConf;
import spanglue.tracing.JobTracing;
import spanglue.tracing.SafeOutput;
import spanglue.tracing.spi.OpenSpan;
import spanglue.tracing.spi.ProductLog;

/**
 * One Spark application as one job's trace shows it, from the first event to the report, which is
 * made once: when the trace closes or the application ends, whichever is first.
 */
final class TracedApplication implements ListenedRun {
  static final String QUEUE = "spanglue";

  private final SparkContext context;
  private final JobTracing tracing;
  private final RunRoot root;
  private final UnaryOperator<String> redaction;
  private final LiveListenerBus bus;
  private final Instant start;
  private final @Nullable Workers workers;
  private final PlanSteps steps;
  private final LiveReport live;
  private final PlanFigures figures = new PlanFigures();
  private final RunLedger ledger;
  private final TimeAccounting time;
  private final QueueDrain drain;
  private final ErrorGuard guard = new ErrorGuard();
  private final Object ending = new Object();
  private volatile boolean over;
  private volatile ActionEndings endings = ActionEndings.NONE;
  private boolean reported;

  /**
   * An application that nothing is known of.
   *
   * @param ownsRoot whether the root is there for this application alone, and ends with it
   */
  TracedApplication(
      SparkContext context, JobTracing tracing, boolean ownsRoot, Thresholds thresholds) {
    MostSpans most = MostSpans.fitting(tracing.extension().mostSpans());
    this.ledger = new RunLedger(most, this::withPlan, this::actionEnded);
    this.time = new TimeAccounting(most);
    this.steps = PlanSteps.live(thresholds, this::post);
    this.context = context;
    this.tracing = tracing;
    this.root = new RunRoot(tracing, ownsRoot, context.getConf());
    this.redaction = SparkRedaction.of(context.getConf());
    this.bus = context.listenerBus();
    this.drain = new QueueDrain(bus);
    this.start = Instant.ofEpochMilli(context.startTime());
    this.workers = Workers.of(context.getConf(), context.version());
    this.live = new LiveReport(tracing, workers);
    // No child of the root may begin before it, by less than a millisecond either.
    long begin = tracing.extension().start().plusNanos(999_999).toEpochMilli();
    guard.run(() -> new TimeEvents(time).running(context, begin));
    live.start(this::openActions);
  }

  boolean isOf(JobTracing other) {
    return tracing == other;
  }

  @Override
  public PlanSteps steps() {
    return steps;
  }

  @Override
  public RunLedger ledger() {
    return ledger;
  }

  @Override
  public PlanFigures figures() {
    return figures;
  }

  private ActionRecord withPlan(ActionRecord action) {
    return guard.get(() -> figures.ended(action), action);
  }

  @Override
  public TimeAccounting time() {
    return time;
  }

  /** Takes out of a text what Spark's settings hide. */
  String redacted(String text) {
    return redaction.apply(text);
  }

  /** A name that the job's code gave something, fit for the trace and for Spark's event log. */
  String safeName(String name) {
    return guard.get(() -> SafeOutput.line(redacted(name)), "");
  }

  /** Does what must not fail the job. */
  void guard(Runnable work) {
    guard.run(work);
  }

  /** Sends an event of our own the way that Spark's go. */
  void post(SparkListenerEvent event) {
    bus.post(event);
  }

  @Override
  public synchronized void whileOpen(Runnable work) {
    if (!reported) {
      guard.run(work);
    }
  }

  @Override
  public void started(@Nullable String applicationId) {
    root.applicationStarted(applicationId);
  }

  private Retention actionEnded(ActionRecord action) {
    boolean isFirstOfAStep = guard.get(() -> steps.actionEnded(action), false);
    if (ListenedRun.isOmitted(action)) {
      return Retention.OMITTED;
    }
    tracing.metrics().add(SparkMetric.ACTION_DURATION, action.interval().seconds());
    if (live.ended(action)) {
      return Retention.TOLD;
    }
    return isFirstOfAStep ? Retention.PREFERRED : Retention.ORDINARY;
  }

  /** For a trace that is sent while the application runs. */
  private List<OpenSpan> openActions() {
    List<OpenSpan> open = new ArrayList<>();
    whileOpen(() -> open.addAll(live.report(ledger)));
    return open;
  }

  /** The trace closes: waits, for a bounded time, for the events so far, and reports. */
  void tracingCloses() {
    drain.await(this::isJobEndDue);
    report(Instant.now());
  }

  private synchronized boolean isJobEndDue() {
    return !reported && ledger.isJobEndDue();
  }

  /** Reports, and ends the root where nobody else will. */
  @Override
  public void ended(long time, int exitCode) {
    // A lock of its own: who closes the trace meanwhile asks this application for its figures.
    synchronized (ending) {
      if (over) {
        return;
      }
      over = true;
      report(Instant.ofEpochMilli(time));
      drain.end();
      root.applicationEnded(exitCode, endings);
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
    ended(System.currentTimeMillis(), 0);
  }

  private synchronized void report(Instant end) {
    whileOpen(
        () -> {
          live.end();
          RunRecord run = ledger.close(new Interval(start, end), droppedEvents());
          endings = run.endings();
          Optional<TimeRecord> times =
              guard.get(
                  () -> Optional.ofNullable(time.close(end.toEpochMilli())), Optional.empty());
          new RunReport(tracing, workers, live)
              .add(run, guard.get(steps::report, PlanSteps.Report.NONE), times.orElse(null));
          times.ifPresent(known -> guard.run(() -> writeDocument(run, known)));
        });
    guard.tell(tracing);
    reported = true;
  }

  private void writeDocument(RunRecord run, TimeRecord times) {
    String id = context.applicationId();
    RunDocumentFile file =
        RunDocumentFile.of(context.getConf().get(SparkTracingConf.RUN_DOCUMENT.key(), ""), id);
    if (file != null) {
      RunDocument document =
          new RunDocuments(workers)
              .live(
                  file.path(),
                  new RunDocument.Application(
                      id,
                      SafeOutput.line(context.appName()),
                      context.version(),
                      times.startMillis(),
                      times.endMillis()),
                  run,
                  times);
      file.write(document, context.hadoopConfiguration());
    }
  }

  private long droppedEvents() {
    var dropped =
        bus.metrics().metricRegistry().getCounters().get("queue." + QUEUE + ".numDroppedEvents");
    return dropped == null ? 0 : dropped.getCount();
  }

  /** Does what must not fail the job, counts what did fail, and logs the first. */
  static final class ErrorGuard {
    private static final System.Logger LOG = ProductLog.of(ErrorGuard.class);

    private final AtomicLong count = new AtomicLong();

    void run(Runnable work) {
      try {
        work.run();
      } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
        caught(e);
      }
    }

    /** What {@code work} gives; {@code otherwise} where it fails. */
    <T> T get(Supplier<T> work, T otherwise) {
      try {
        return work.get();
      } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
        caught(e);
        return otherwise;
      }
    }

    private void caught(Throwable thrown) {
      if (count.getAndIncrement() == 0) {
        LOG.log(System.Logger.Level.WARNING, "a part of the trace is missing", thrown);
      }
    }

    /** The root says how much failed, where something did. */
    void tell(JobTracing tracing) {
      if (count.get() > 0) {
        tracing.root().set(SparkAttribute.TRACING_ERRORS.key(), count.get());
      }
    }
  }
}
