package spanglue.spark.internal.report;

import java.util.LinkedHashMap;
import java.util.Map;
import spanglue.spark.internal.ledger.ActionRecord;
import spanglue.spark.internal.ledger.Outcome;
import spanglue.spark.internal.ledger.StageRecord;
import spanglue.tracing.FinishedSpan;
import spanglue.tracing.Importance;

/** Actions and stage attempts as spans. */
final class SparkSpans {
  private SparkSpans() {}

  /** Without what it cost. */
  static Map<String, Object> attributes(ActionRecord action) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    if (action.executionId() != null) {
      attributes.put("spark.execution.id", action.executionId());
    }
    attributes.put("spark.job.ids", action.jobIds());
    attributes.put("spark.stages", action.stagesRun());
    FigureAttributes.put(attributes, action.figures());
    putOutcome(attributes, action.outcome());
    if (action.foldedStages() > 0) {
      attributes.put("spanglue.folded.spans", action.foldedStages());
      attributes.put("spanglue.folded.seconds", action.foldedSeconds());
    }
    return attributes;
  }

  static FinishedSpan span(StageRecord stage) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    // Where Spark submits a stage from a thread of its own, its call site says only that.
    if (!stage.name().contains("withThreadLocalCaptured")) {
      attributes.put("spark.stage.name", stage.name());
    }
    FigureAttributes.put(attributes, stage.figures());
    attributes.put("task.seconds.median", stage.medianTaskMillis() / 1e3);
    attributes.put("task.seconds.max", stage.maxTaskMillis() / 1e3);
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
      attributes.put("outcome", outcome.text());
    }
  }
}
