package spanglue.spark.internal.ledger;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.JobFailed;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.ledger.ActionRecord.Origin;
import spanglue.spark.internal.ledger.RunLedger.Execution;
import spanglue.spark.internal.ledger.StageRecord.StageAccumulators;

/** Reads Spark's events, and writes into a ledger what they say. */
public final class SparkEvents {
  private final RunLedger ledger;

  public SparkEvents(RunLedger ledger) {
    this.ledger = ledger;
  }

  public void executionStarted(SparkListenerSQLExecutionStart event) {
    ledger.executionStarted(
        new Execution(
            event.executionId(), ScalaValues.longOr(event.rootExecutionId(), event.executionId())),
        Origin.of(ScalaValues.<String>list(event.jobTags()), event.description(), event.details()),
        event.time());
  }

  public void executionEnded(SparkListenerSQLExecutionEnd event) {
    Throwable thrown = ScalaValues.orNull(event.executionFailure());
    String message = ScalaValues.orNull(event.errorMessage());
    Completion completion = Completion.SUCCEEDED;
    if (thrown != null) {
      completion = Completion.ofQuery(thrown);
    } else if (message != null && !message.isEmpty()) {
      completion = Completion.told(message, null);
    }
    ledger.executionEnded(event.executionId(), event.time(), completion);
  }

  public void jobStarted(SparkListenerJobStart event) {
    List<StageInfo> stages = ScalaValues.<StageInfo>list(event.stageInfos());
    Long execution = number(event, "spark.sql.execution.id");
    Long root = number(event, "spark.sql.execution.root.id");
    // As Spark's own pages do: the job's call site is that of its last stage.
    @Nullable StageInfo last =
        stages.stream().max(Comparator.comparingInt(StageInfo::stageId)).orElse(null);
    ledger.jobStarted(
        event.jobId(),
        execution == null ? null : new Execution(execution, root == null ? execution : root),
        stages.stream().mapToInt(StageInfo::stageId).toArray(),
        Origin.of(
            Arrays.asList(property(event, "spark.job.tags", "").split(",")),
            property(event, "spark.job.description", last == null ? "" : last.name()),
            last == null ? null : last.details()),
        event.time());
  }

  public void jobEnded(SparkListenerJobEnd event) {
    Completion completion =
        event.jobResult() instanceof JobFailed failed
            ? Completion.thrown(failed.exception())
            : Completion.SUCCEEDED;
    ledger.jobEnded(event.jobId(), event.time(), completion);
  }

  public void stageSubmitted(StageInfo stage) {
    ledger.stageSubmitted(
        new StageRecord.Identity(stage.stageId(), stage.attemptNumber(), stage.name()),
        ScalaValues.longOr(stage.submissionTime(), System.currentTimeMillis()));
  }

  public void stageCompleted(StageInfo info) {
    OpenStage stage = ledger.stage(info.stageId(), info.attemptNumber());
    if (stage != null && !stage.isEnded()) {
      String reason = ScalaValues.orNull(info.failureReason());
      ledger.stageEnded(
          stage,
          ScalaValues.longOr(info.completionTime(), System.currentTimeMillis()),
          reason == null ? Completion.SUCCEEDED : Completion.told(reason, stage.taskFailure()),
          accumulators(info));
    }
  }

  public void taskStarted(SparkListenerTaskStart event) {
    OpenStage stage = ledger.stage(event.stageId(), event.stageAttemptId());
    if (stage != null) {
      stage.taskStarted();
    }
  }

  public void taskEnded(SparkListenerTaskEnd event) {
    OpenStage stage = ledger.stage(event.stageId(), event.stageAttemptId());
    TaskInfo task = event.taskInfo();
    if (stage != null && task != null) {
      stage.taskEnded(task, event.taskMetrics(), event.reason());
      ledger.taskEnded(stage, task.finishTime());
    }
  }

  public void executorRemoved(SparkListenerExecutorRemoved event) {
    String reason = String.valueOf(event.reason());
    if (!reason.contains("killed by driver") && !reason.contains("decommission")) {
      ledger.executorLost();
    }
  }

  private static StageAccumulators accumulators(StageInfo stage) {
    Map<Long, Long> values = new HashMap<>();
    for (AccumulableInfo one : ScalaValues.<AccumulableInfo>list(stage.accumulables().values())) {
      values.put(one.id(), ScalaValues.orNull(one.value()) instanceof Long value ? value : -1L);
    }
    return StageAccumulators.of(values);
  }

  private static @Nullable Long number(SparkListenerJobStart event, String key) {
    String value = property(event, key, "");
    return value.isEmpty() ? null : Long.valueOf(value);
  }

  private static String property(SparkListenerJobStart event, String key, String absent) {
    @Nullable Properties properties = event.properties();
    return properties == null ? absent : properties.getProperty(key, absent);
  }
}
