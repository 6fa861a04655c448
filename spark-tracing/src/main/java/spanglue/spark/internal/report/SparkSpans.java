package spanglue.spark.internal.report;

import java.util.LinkedHashMap;
import java.util.Map;
import spanglue.spark.internal.ledger.ActionRecord;
import spanglue.spark.internal.ledger.CallSite;
import spanglue.spark.internal.ledger.Completion;
import spanglue.spark.internal.ledger.StageRecord;
import spanglue.spark.vocabulary.SparkAttribute;
import spanglue.tracing.spi.FinishedSpan;
import spanglue.tracing.spi.FinishedSpan.Importance;
import spanglue.tracing.vocabulary.TraceAttribute;

/** Actions and stage attempts as spans. */
final class SparkSpans {
  private SparkSpans() {}

  /** Without what it cost. */
  static Map<String, Object> attributes(ActionRecord action) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    if (action.ids().executionId() != null) {
      attributes.put(SparkAttribute.SQL_EXECUTION_ID.key(), action.ids().executionId());
    }
    attributes.put(SparkAttribute.JOB_IDS.key(), action.ids().jobIds());
    attributes.put(SparkAttribute.STAGE_COUNT.key(), action.stages().ran());
    CallSite callSite = action.origin().callSite();
    if (callSite != null) {
      attributes.put(SparkAttribute.CODE_FUNCTION_NAME.key(), callSite.function());
      attributes.put(SparkAttribute.CODE_FILE_PATH.key(), callSite.file());
      attributes.put(SparkAttribute.CODE_LINE_NUMBER.key(), callSite.line());
    }
    action.metrics().putInto(attributes);
    putOutcome(attributes, action.completion());
    if (action.stages().folded() > 0) {
      attributes.put(TraceAttribute.FOLDED_SPANS.key(), action.stages().folded());
      attributes.put(TraceAttribute.FOLDED_SECONDS.key(), action.stages().foldedSeconds());
    }
    return attributes;
  }

  static FinishedSpan span(StageRecord stage) {
    StageRecord.Identity identity = stage.identity();
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put(SparkAttribute.STAGE_ID.key(), identity.stageId());
    attributes.put(SparkAttribute.STAGE_ATTEMPT.key(), identity.attempt());
    // Where Spark submits a stage from a thread of its own, its call site says only that.
    if (!identity.name().contains("withThreadLocalCaptured")) {
      attributes.put(SparkAttribute.STAGE_NAME.key(), identity.name());
    }
    stage.metrics().putInto(attributes);
    attributes.put(SparkAttribute.TASK_DURATION_MEDIAN.key(), stage.tasks().medianMillis() / 1e3);
    attributes.put(SparkAttribute.TASK_DURATION_MAX.key(), stage.tasks().maxMillis() / 1e3);
    putOutcome(attributes, stage.completion());
    String name = "stage " + identity.stageId();
    return new FinishedSpan(
        identity.attempt() == 0 ? name : name + " attempt " + identity.attempt(),
        stage.interval().start(),
        stage.interval().end(),
        attributes,
        stage.completion().failure(),
        Importance.LOW);
  }

  private static void putOutcome(Map<String, Object> attributes, Completion completion) {
    if (completion.status() != Completion.Status.SUCCEEDED) {
      attributes.put(SparkAttribute.OUTCOME.key(), completion.status().text());
    }
  }
}
