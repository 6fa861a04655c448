package spanglue.spark.internal.ledger;

import org.apache.spark.TaskEndReason;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.TaskInfo;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.spi.SpanFailure;

/** A stage attempt that runs. */
final class OpenStage {
  final OpenAction action;
  private final StageRecord.Identity identity;
  private final long start;
  private final AggregatedTaskMetrics.Adder metrics = new AggregatedTaskMetrics.Adder();
  private final TaskTimes times = new TaskTimes();
  private long maxTaskBytesIn;
  private @Nullable SpanFailure taskFailure;

  OpenStage(OpenAction action, StageRecord.Identity identity, long start) {
    this.action = action;
    this.identity = identity;
    this.start = start;
  }

  void taskEnded(TaskInfo task, @Nullable TaskMetrics taskMetrics, TaskEndReason reason) {
    metrics.add(task, taskMetrics);
    times.add(task.finishTime() - task.launchTime());
    if (taskMetrics != null) {
      maxTaskBytesIn = Math.max(maxTaskBytesIn, taskMetrics.inputMetrics().bytesRead());
    }
    if (task.failed()) {
      taskFailure = Failures.of(reason);
    }
  }

  /** Why a task of it failed, the last that did; null where none is known to have. */
  @Nullable SpanFailure taskFailure() {
    return taskFailure;
  }

  StageRecord ended(long end, Completion completion, StageAccumulators accumulators) {
    return new StageRecord(
        identity,
        TimeInterval.ofMillis(start, end),
        completion,
        metrics.sum(),
        new StageRecord.TaskSpread(times.median(), times.max(), maxTaskBytesIn),
        accumulators);
  }
}
