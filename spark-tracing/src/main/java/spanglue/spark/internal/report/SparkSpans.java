package spanglue.spark.internal.report;

import java.util.LinkedHashMap;
import java.util.Map;
import spanglue.spark.internal.ledger.ActionRecord;
import spanglue.spark.internal.ledger.Outcome;
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
    if (action.executionId() != null) {
      attributes.put(SparkAttribute.SQL_EXECUTION_ID.key(), action.executionId());
    }
    attributes.put(SparkAttribute.JOB_IDS.key(), action.jobIds());
    attributes.put(SparkAttribute.STAGE_COUNT.key(), action.stagesRun());
    FigureAttributes.put(attributes, action.figures());
    putOutcome(attributes, action.outcome());
    if (action.foldedStages() > 0) {
      attributes.put(TraceAttribute.FOLDED_SPANS.key(), action.foldedStages());
      attributes.put(TraceAttribute.FOLDED_SECONDS.key(), action.foldedSeconds());
    }
    return attributes;
  }

  static FinishedSpan span(StageRecord stage) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put(SparkAttribute.STAGE_ID.key(), stage.stageId());
    attributes.put(SparkAttribute.STAGE_ATTEMPT.key(), stage.attempt());
    // Where Spark submits a stage from a thread of its own, its call site says only that.
    if (!stage.name().contains("withThreadLocalCaptured")) {
      attributes.put(SparkAttribute.STAGE_NAME.key(), stage.name());
    }
    FigureAttributes.put(attributes, stage.figures());
    attributes.put(SparkAttribute.TASK_DURATION_MEDIAN.key(), stage.medianTaskMillis() / 1e3);
    attributes.put(SparkAttribute.TASK_DURATION_MAX.key(), stage.maxTaskMillis() / 1e3);
    putOutcome(attributes, stage.outcome());
    String name = "stage " + stage.stageId();
    return new FinishedSpan(
        stage.attempt() == 0 ? name : name + " attempt " + stage.attempt(),
        stage.start(),
        stage.end(),
        attributes,
        stage.failure(),
        Importance.LOW);
  }

  private static void putOutcome(Map<String, Object> attributes, Outcome outcome) {
    if (outcome != Outcome.SUCCEEDED) {
      attributes.put(SparkAttribute.OUTCOME.key(), outcome.text());
    }
  }
}
