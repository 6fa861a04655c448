package spanglue.spark.internal.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.spi.SpanFailure;

/**
 * One attempt of a stage that ran.
 *
 * @param attempt 0 for the first
 * @param name the call site that Spark names the stage by
 * @param start when it was submitted
 * @param failure why it failed; null where it did not
 * @param medianTaskMillis of the tasks that ended, from launch to end
 * @param maxTaskMillis the longest of them
 * @param maxTaskBytesIn the most that one task read from outside Spark
 * @param metrics what the tasks updated; {@link MetricIds#NONE} once {@link PlanSteps#actionEnded}
 *     has seen the stage
 */
public record StageRecord(
    int stageId,
    int attempt,
    String name,
    Instant start,
    Instant end,
    Outcome outcome,
    @Nullable SpanFailure failure,
    Figures figures,
    long medianTaskMillis,
    long maxTaskMillis,
    long maxTaskBytesIn,
    MetricIds metrics) {

  StageRecord withoutMetrics() {
    return new StageRecord(
        stageId,
        attempt,
        name,
        start,
        end,
        outcome,
        failure,
        figures,
        medianTaskMillis,
        maxTaskMillis,
        maxTaskBytesIn,
        MetricIds.NONE);
  }
}
