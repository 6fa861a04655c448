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
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart;
import spanglue.spark.internal.ledger.ExecutionEvents;
import spanglue.spark.internal.ledger.JobEvents;
import spanglue.spark.internal.ledger.NamedActionEnd;
import spanglue.spark.internal.ledger.NamedActionStart;
import spanglue.spark.internal.ledger.ScalaValues;
import spanglue.spark.internal.ledger.StageEvents;
import spanglue.spark.internal.plan.Shims;

/** Hands Spark's events, of a queue of their own, to the run. Nothing is thrown at Spark. */
final class RunListener extends SparkListener {
  private final SparkRun run;

  RunListener(SparkRun run) {
    this.run = run;
  }

  SparkRun run() {
    return run;
  }

  @Override
  public void onApplicationStart(SparkListenerApplicationStart event) {
    run.applicationStarted(ScalaValues.orNull(event.appId()));
  }

  @Override
  public void onJobStart(SparkListenerJobStart event) {
    run.record(ledger -> JobEvents.started(ledger, event));
  }

  @Override
  public void onJobEnd(SparkListenerJobEnd event) {
    run.record(ledger -> JobEvents.ended(ledger, event));
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted event) {
    StageInfo info = event.stageInfo();
    long time = ScalaValues.longOr(info.submissionTime(), System.currentTimeMillis());
    run.record(
        ledger -> ledger.stageSubmitted(info.stageId(), info.attemptNumber(), info.name(), time));
  }

  @Override
  public void onStageCompleted(SparkListenerStageCompleted event) {
    run.record(ledger -> StageEvents.completed(ledger, event.stageInfo()));
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    run.record(ledger -> StageEvents.taskEnded(ledger, event));
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved event) {
    run.executorRemoved(event.reason());
  }

  @Override
  public void onApplicationEnd(SparkListenerApplicationEnd event) {
    run.applicationEnded(event.time(), Shims.exitCode(event));
  }

  @Override
  public void onOtherEvent(SparkListenerEvent event) {
    if (event instanceof SparkListenerSQLExecutionStart start) {
      run.record(ledger -> ExecutionEvents.started(ledger, start));
    } else if (event instanceof SparkListenerSQLExecutionEnd end) {
      run.executionEnded(end.executionId(), end.qe());
      run.record(ledger -> ExecutionEvents.ended(ledger, end));
    } else if (event instanceof NamedActionStart start) {
      run.record(ledger -> ledger.namedActionStarted(start.tag(), start.name(), start.time()));
    } else if (event instanceof NamedActionEnd end) {
      run.record(ledger -> ledger.namedActionEnded(end.tag(), end.time(), end.failure()));
    } else if (event instanceof QueueMarker marker) {
      marker.arrived();
    } else {
      run.unsupported(event.getClass().getName());
    }
  }
}
