package spanglue.spark;

import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerApplicationStart;
import org.apache.spark.scheduler.SparkListenerBlockManagerAdded;
import org.apache.spark.scheduler.SparkListenerEnvironmentUpdate;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.execution.ui.SparkListenerDriverAccumUpdates;
import org.apache.spark.sql.execution.ui.SparkListenerSQLAdaptiveExecutionUpdate;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart;
import org.jspecify.annotations.Nullable;
import spanglue.spark.QueueDrain.QueueMarker;
import spanglue.spark.event.NamedActionEnded;
import spanglue.spark.event.NamedActionStarted;
import spanglue.spark.event.StepsRan;
import spanglue.spark.internal.figures.PlanFigures;
import spanglue.spark.internal.ledger.Completion;
import spanglue.spark.internal.ledger.RunLedger;
import spanglue.spark.internal.ledger.ScalaValues;
import spanglue.spark.internal.ledger.SparkEvents;
import spanglue.spark.internal.plan.PlanSteps;
import spanglue.spark.internal.plan.Shims;
import spanglue.spark.internal.time.TimeAccounting;
import spanglue.spark.internal.time.TimeEvents;

/**
 * Takes Spark's events, live from a queue of their own or from a log, and has each written down
 * while the run is open. Nothing is thrown at Spark.
 */
final class RunListener extends SparkListener {
  private final ListenedRun application;
  private final RunLedger ledger;
  private final SparkEvents events;
  private final TimeAccounting time;
  private final TimeEvents times;
  private final PlanFigures figures;
  private final PlanSteps steps;
  private final UnsupportedNotice unsupported = new UnsupportedNotice();

  RunListener(ListenedRun application) {
    this.application = application;
    this.ledger = application.ledger();
    this.events = new SparkEvents(ledger);
    this.time = application.time();
    this.times = new TimeEvents(time);
    this.figures = application.figures();
    this.steps = application.steps();
  }

  /** The application that runs; null where its log is read. */
  @Nullable TracedApplication application() {
    return application instanceof TracedApplication live ? live : null;
  }

  @Override
  public void onApplicationStart(SparkListenerApplicationStart event) {
    application.started(ScalaValues.orNull(event.appId()));
    application.whileOpen(() -> times.applicationStarted(event));
  }

  @Override
  public void onEnvironmentUpdate(SparkListenerEnvironmentUpdate event) {
    application.whileOpen(() -> times.environment(event));
  }

  @Override
  public void onBlockManagerAdded(SparkListenerBlockManagerAdded event) {
    application.whileOpen(() -> times.blockManagerAdded(event));
  }

  @Override
  public void onExecutorAdded(SparkListenerExecutorAdded event) {
    application.whileOpen(() -> times.executorAdded(event));
  }

  @Override
  public void onJobStart(SparkListenerJobStart event) {
    application.whileOpen(() -> events.jobStarted(event));
    application.whileOpen(() -> times.jobStarted(event));
  }

  @Override
  public void onJobEnd(SparkListenerJobEnd event) {
    application.whileOpen(() -> events.jobEnded(event));
    application.whileOpen(() -> times.jobEnded(event));
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted event) {
    application.whileOpen(() -> events.stageSubmitted(event.stageInfo()));
    application.whileOpen(() -> times.stageSubmitted(event.stageInfo()));
  }

  @Override
  public void onStageCompleted(SparkListenerStageCompleted event) {
    application.whileOpen(() -> figures.stageCompleted(event.stageInfo()));
    application.whileOpen(() -> events.stageCompleted(event.stageInfo()));
    application.whileOpen(() -> times.stageCompleted(event.stageInfo()));
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart event) {
    application.whileOpen(() -> events.taskStarted(event));
    application.whileOpen(() -> times.taskStarted(event));
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    application.whileOpen(() -> events.taskEnded(event));
    application.whileOpen(() -> times.taskEnded(event));
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved event) {
    application.whileOpen(() -> events.executorRemoved(event));
    application.whileOpen(() -> times.executorRemoved(event));
  }

  @Override
  public void onApplicationEnd(SparkListenerApplicationEnd event) {
    application.whileOpen(() -> times.applicationEnded(event));
    application.ended(event.time(), Shims.exitCode(event));
  }

  @Override
  public void onOtherEvent(SparkListenerEvent event) {
    if (event instanceof SparkListenerSQLExecutionStart start) {
      application.whileOpen(() -> events.executionStarted(start));
      application.whileOpen(() -> times.executionStarted(start));
      application.whileOpen(() -> figures.executionStarted(start));
    } else if (event instanceof SparkListenerSQLExecutionEnd end) {
      application.whileOpen(() -> steps.executionEnded(end));
      application.whileOpen(() -> events.executionEnded(end));
      application.whileOpen(() -> times.executionEnded(end));
    } else if (event instanceof SparkListenerSQLAdaptiveExecutionUpdate update) {
      application.whileOpen(() -> figures.executionUpdated(update));
    } else if (event instanceof SparkListenerDriverAccumUpdates counted) {
      application.whileOpen(() -> figures.driverCounted(counted));
    } else if (event instanceof NamedActionStarted start) {
      application.whileOpen(
          () -> ledger.namedActionStarted(start.tag(), start.name(), start.time()));
      application.whileOpen(() -> time.namedActionStarted(start.time()));
    } else if (event instanceof NamedActionEnded end) {
      application.whileOpen(
          () -> ledger.namedActionEnded(end.tag(), end.time(), Completion.of(end)));
      application.whileOpen(() -> time.namedActionEnded(end.time()));
    } else if (event instanceof StepsRan ran) {
      application.whileOpen(() -> steps.told(ran));
    } else if (event instanceof QueueMarker marker) {
      marker.arrived().countDown();
    } else {
      unsupported.see(event.getClass().getName());
    }
  }
}
