package spanglue.spark.internal.ledger;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.scheduler.TaskInfo;

/** What Spark says of stage attempts and of their tasks. */
public final class StageEvents {
  private StageEvents() {}

  public static void completed(RunLedger ledger, StageInfo info) {
    OpenStage stage = ledger.stage(info.stageId(), info.attemptNumber());
    if (stage == null) {
      return;
    }
    String reason = ScalaValues.orNull(info.failureReason());
    ledger.stageEnded(
        info.stageId(),
        info.attemptNumber(),
        ScalaValues.longOr(info.completionTime(), System.currentTimeMillis()),
        reason == null ? Ending.SUCCEEDED : Ending.told(reason, stage.taskFailure),
        metrics(info));
  }

  public static void taskEnded(RunLedger ledger, SparkListenerTaskEnd event) {
    OpenStage stage = ledger.stage(event.stageId(), event.stageAttemptId());
    TaskInfo task = event.taskInfo();
    if (stage == null || task == null) {
      return;
    }
    Tally tally = stage.tally;
    tally.tasks++;
    if (task.failed()) {
      tally.tasksFailed++;
      stage.taskFailure = Failures.of(event.reason());
    }
    long millis = task.finishTime() - task.launchTime();
    tally.taskMillis += millis;
    stage.times.add(millis);
    TaskMetrics metrics = event.taskMetrics();
    if (metrics != null) {
      long bytesIn = metrics.inputMetrics().bytesRead();
      stage.maxTaskBytesIn = Math.max(stage.maxTaskBytesIn, bytesIn);
      tally.bytesIn += bytesIn;
      tally.rowsIn += metrics.inputMetrics().recordsRead();
      tally.bytesOut += metrics.outputMetrics().bytesWritten();
      tally.rowsOut += metrics.outputMetrics().recordsWritten();
      tally.shuffleBytesRead += metrics.shuffleReadMetrics().totalBytesRead();
      tally.shuffleBytesWritten += metrics.shuffleWriteMetrics().bytesWritten();
      tally.spillBytes += metrics.diskBytesSpilled();
      tally.cpuNanos += metrics.executorCpuTime();
      tally.gcMillis += metrics.jvmGCTime();
    }
  }

  private static MetricIds metrics(StageInfo info) {
    Map<Long, Long> values = new HashMap<>();
    for (AccumulableInfo metric : ScalaValues.<AccumulableInfo>list(info.accumulables().values())) {
      values.put(metric.id(), ScalaValues.orNull(metric.value()) instanceof Long v ? v : -1L);
    }
    return MetricIds.of(values);
  }
}
