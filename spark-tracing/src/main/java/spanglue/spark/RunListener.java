package spanglue.spark;

import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerApplicationStart;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart;
import spanglue.spark.QueueDrain.RunEvents;
import spanglue.spark.internal.ledger.RunLedger;
import spanglue.spark.internal.ledger.ScalaValues;
import spanglue.spark.internal.ledger.SparkEvents;
import spanglue.spark.internal.plan.PlanSteps;
import spanglue.spark.internal.plan.Shims;

/**
 * Takes Spark's events from a queue of their own, and has each written down while the trace is
 * open. Nothing is thrown at Spark.
 */
final class RunListener extends SparkListener {
  private final TracedApplication application;
  private final RunLedger ledger;
  private final SparkEvents events;
  private final PlanSteps steps;
  private final UnsupportedNotice unsupported = new UnsupportedNotice();

  RunListener(TracedApplication application) {
    this.application = application;
    this.ledger = application.ledger();
    this.events = new SparkEvents(ledger);
    this.steps = application.steps();
  }

  TracedApplication application() {
    return application;
  }

  @Override
  public void onApplicationStart(SparkListenerApplicationStart event) {
    application.started(ScalaValues.orNull(event.appId()));
  }

  @Override
  public void onJobStart(SparkListenerJobStart event) {
    application.whileOpen(() -> events.jobStarted(event));
  }

  @Override
  public void onJobEnd(SparkListenerJobEnd event) {
    application.whileOpen(() -> events.jobEnded(event));
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted event) {
    application.whileOpen(() -> events.stageSubmitted(event.stageInfo()));
  }

  @Override
  public void onStageCompleted(SparkListenerStageCompleted event) {
    application.whileOpen(() -> events.stageCompleted(event.stageInfo()));
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart event) {
    application.whileOpen(() -> events.taskStarted(event));
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    application.whileOpen(() -> events.taskEnded(event));
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved event) {
    application.whileOpen(() -> events.executorRemoved(event));
  }

  @Override
  public void onApplicationEnd(SparkListenerApplicationEnd event) {
    application.ended(event.time(), Shims.exitCode(event));
  }

  @Override
  public void onOtherEvent(SparkListenerEvent event) {
    if (event instanceof SparkListenerSQLExecutionStart start) {
      application.whileOpen(() -> events.executionStarted(start));
    } else if (event instanceof SparkListenerSQLExecutionEnd end) {
      application.whileOpen(() -> steps.executionEnded(end));
      application.whileOpen(() -> events.executionEnded(end));
    } else if (event instanceof RunEvents.NamedActionStart start) {
      application.whileOpen(
          () -> ledger.namedActionStarted(start.tag(), start.name(), start.time()));
    } else if (event instanceof RunEvents.NamedActionEnd end) {
      application.whileOpen(() -> ledger.namedActionEnded(end.tag(), end.time(), end.completion()));
    } else if (event instanceof RunEvents.QueueMarker marker) {
      marker.arrived().countDown();
    } else {
      unsupported.see(event.getClass().getName());
    }
  }
}
