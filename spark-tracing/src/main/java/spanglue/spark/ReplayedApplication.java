package spanglue.spark;

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
import spanglue.spark.internal.ledger.KeptActions.Retention;
import spanglue.spark.internal.ledger.RunLedger;
import spanglue.spark.internal.ledger.ScalaValues;
import spanglue.spark.internal.plan.PlanSteps;
import spanglue.spark.internal.report.RunDocuments;
import spanglue.spark.internal.report.Workers;
import spanglue.spark.internal.time.TimeAccounting;
import spanglue.spark.internal.time.TimeRecord;

/** An application that is over, or gone, as its event log tells it to what listens live. */
final class ReplayedApplication implements ListenedRun {
  private final RunLedger ledger =
      new RunLedger(
          action -> ListenedRun.isOmitted(action) ? Retention.OMITTED : Retention.ORDINARY);
  private final TimeAccounting time = new TimeAccounting();
  private final ErrorGuard guard = new ErrorGuard();
  private final Facts facts = new Facts();
  private final LogReader reader = new LogReader(facts, new RunListener(this));

  /** Who it was. */
  private static final class Facts extends SparkListener {
    @Nullable SparkListenerApplicationStart start;
    @Nullable SparkListenerApplicationEnd end;
    @Nullable String sparkVersion;

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

  /**
   * Reads a log, and says what was in it.
   *
   * @param workers confs that name the workers, as {@link Workers} wants them
   * @param progress see {@link LogReader#read}
   */
  static RunDocument explain(EventLog log, SparkConf workers, LongConsumer progress)
      throws NoEventLogException {
    ReplayedApplication application = new ReplayedApplication();
    application.reader.read(log, progress);
    return application.document(log, workers);
  }

  private RunDocument document(EventLog log, SparkConf workers) throws NoEventLogException {
    TimeRecord times = time.close(0);
    if (times == null) {
      throw new NoEventLogException(log.name() + ": no event in it has a time");
    }
    RunDocuments documents =
        new RunDocuments(Workers.of(workers, facts.sparkVersion == null ? "" : facts.sparkVersion));
    SparkListenerApplicationStart start = facts.start;
    RunDocument.Application application =
        new RunDocument.Application(
            start == null ? null : ScalaValues.orNull(start.appId()),
            start == null ? null : start.appName(),
            facts.sparkVersion,
            times.startMillis(),
            facts.end == null ? null : Long.valueOf(times.endMillis()));
    return documents.ofLog(log.name(), application, ledger, times, reader.notes());
  }

  @Override
  public RunLedger ledger() {
    return ledger;
  }

  @Override
  public TimeAccounting time() {
    return time;
  }

  @Override
  public @Nullable PlanSteps steps() {
    return null;
  }

  @Override
  public void whileOpen(Runnable work) {
    guard.run(work);
  }

  @Override
  public void started(@Nullable String applicationId) {}

  @Override
  public void ended(long end, int exitCode) {}
}
