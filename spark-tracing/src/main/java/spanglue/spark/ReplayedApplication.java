package spanglue.spark;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.spark.SparkConf;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerApplicationStart;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerLogStart;
import org.jspecify.annotations.Nullable;
import spanglue.report.RunDocument;
import spanglue.spark.TracedApplication.ErrorGuard;
import spanglue.spark.internal.eventlog.EventLog;
import spanglue.spark.internal.eventlog.LogReader;
import spanglue.spark.internal.eventlog.NoEventLogException;
import spanglue.spark.internal.figures.PlanFigures;
import spanglue.spark.internal.ledger.ActionRecord;
import spanglue.spark.internal.ledger.ActionRecord.Interval;
import spanglue.spark.internal.ledger.Completion;
import spanglue.spark.internal.ledger.KeptActions.Retention;
import spanglue.spark.internal.ledger.MostSpans;
import spanglue.spark.internal.ledger.RowValues;
import spanglue.spark.internal.ledger.RunLedger;
import spanglue.spark.internal.ledger.RunRecord;
import spanglue.spark.internal.ledger.ScalaValues;
import spanglue.spark.internal.plan.PlanSteps;
import spanglue.spark.internal.report.RunDocuments;
import spanglue.spark.internal.report.RunReport;
import spanglue.spark.internal.report.Workers;
import spanglue.spark.internal.time.TimeAccounting;
import spanglue.spark.internal.time.TimeRecord;
import spanglue.spark.vocabulary.SparkAttribute;
import spanglue.tracing.JobTracing;
import spanglue.tracing.JobTracingConfig;
import spanglue.tracing.SafeOutput;
import spanglue.tracing.TelemetryCounts;
import spanglue.tracing.vocabulary.TraceAttribute;

/** An application that is over, or gone, as its event log tells it to what listens live. */
final class ReplayedApplication implements ListenedRun {
  private final PlanFigures figures = new PlanFigures();
  private final PlanSteps steps = PlanSteps.replayed();
  private final RunLedger ledger = new RunLedger(MostSpans.MANY, this::withPlan, this::actionEnded);
  private final TimeAccounting time = new TimeAccounting(MostSpans.MANY);
  private final ErrorGuard guard = new ErrorGuard();
  private final Facts facts = new Facts();
  private final EventLog log;
  private final LogReader reader;

  /** Who it was. */
  private static final class Facts extends SparkListener {
    @Nullable SparkListenerApplicationStart start;
    @Nullable SparkListenerApplicationEnd end;
    @Nullable String sparkVersion;

    @Nullable String id() {
      return start == null ? null : ScalaValues.orNull(start.appId());
    }

    @Override
    public void onApplicationStart(SparkListenerApplicationStart event) {
      start = event;
    }

    @Override
    public void onApplicationEnd(SparkListenerApplicationEnd event) {
      end = event;
    }

    @Override
    public void onOtherEvent(SparkListenerEvent event) {
      if (event instanceof SparkListenerLogStart log) {
        sparkVersion = log.sparkVersion();
      }
    }
  }

  private final RunRecord run;
  private final TimeRecord times;
  private final @Nullable Workers workers;
  private int exitCode;

  /**
   * Reads a log.
   *
   * @param confs that name the workers, as {@link Workers} wants them
   * @param progress see {@link LogReader#read}
   */
  ReplayedApplication(EventLog log, SparkConf confs, LongConsumer progress)
      throws NoEventLogException {
    this.log = log;
    this.reader = new LogReader(facts, new RunListener(this));
    reader.read(log, progress);
    TimeRecord known = time.close(0);
    if (known == null) {
      throw new NoEventLogException(log.name() + ": no event in it has a time");
    }
    this.times = known;
    this.run = ledger.close(interval(known), 0);
    this.workers = Workers.of(confs, facts.sparkVersion == null ? "" : facts.sparkVersion);
  }

  private Retention actionEnded(ActionRecord action) {
    guard.run(() -> steps.actionEnded(action));
    return ListenedRun.isOmitted(action) ? Retention.OMITTED : Retention.ORDINARY;
  }

  private static Interval interval(TimeRecord times) {
    return new Interval(
        Instant.ofEpochMilli(times.startMillis()), Instant.ofEpochMilli(times.endMillis()));
  }

  /** What was in it. */
  RunDocument document() {
    return new RunDocuments(workers)
        .ofLog(
            log.name(),
            new RunDocument.Application(
                facts.id(),
                facts.start == null ? null : SafeOutput.line(facts.start.appName()),
                facts.sparkVersion,
                times.startMillis(),
                facts.end == null ? null : Long.valueOf(times.endMillis())),
            run,
            times,
            reader.notes());
  }

  /**
   * Sends the trace that the run would have sent.
   *
   * @param to says where to
   * @return what became of the spans
   */
  TelemetryCounts send(Consumer<JobTracingConfig.Builder> to) {
    String id = facts.id() == null ? "unknown" : facts.id();
    JobTracingConfig.Builder config =
        JobTracingConfig.builder(facts.start == null ? "spark" : facts.start.appName(), id)
            .ran(run.interval().start(), run.interval().end());
    to.accept(config);
    JobTracing tracing = JobTracing.start(config.build());
    try (tracing) {
      tracing.root().set(SparkAttribute.APP_ID.key(), id);
      tracing.extension().redact(RowValues::blanked);
      new RunReport(tracing, workers)
          .add(run, guard.get(steps::report, PlanSteps.Report.NONE), times);
      guard.tell(tracing);
      if (exitCode != 0) {
        tracing.extension().fail(RunRoot.exit(exitCode));
      }
      tracing
          .root()
          .annotate(
              TraceAttribute.OUTCOME.key(),
              exitCode == 0 ? "unknown" : Completion.Status.FAILED.text());
    }
    return tracing.counts();
  }

  /** Not those of this process, which is not the run: its parent, its resource, its region. */
  static Map<String, String> ofReceivers(Map<String, String> variables) {
    Map<String, String> kept = new HashMap<>(variables);
    kept.keySet().removeIf(name -> !name.startsWith("OTEL_EXPORTER_OTLP_"));
    return kept;
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

  @Override
  public PlanSteps steps() {
    return steps;
  }

  @Override
  public void whileOpen(Runnable work) {
    guard.run(work);
  }

  @Override
  public void started(@Nullable String applicationId) {}

  @Override
  public void ended(long end, int code) {
    exitCode = code;
  }
}
