package spanglue.spark.internal.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.spi.SpanFailure;

/** A stage attempt that runs. */
final class OpenStage {
  final OpenAction action;
  final Tally tally = new Tally();
  final TaskTimes times = new TaskTimes();
  private final int stageId;
  private final int attempt;
  private final String name;
  private final long start;
  long maxTaskBytesIn;
  @Nullable SpanFailure taskFailure;

  OpenStage(OpenAction action, int stageId, int attempt, String name, long start) {
    this.action = action;
    this.stageId = stageId;
    this.attempt = attempt;
    this.name = name;
    this.start = start;
  }

  StageRecord ended(long end, Ending ending, MetricIds metrics) {
    return new StageRecord(
        stageId,
        attempt,
        name,
        Instant.ofEpochMilli(start),
        Instant.ofEpochMilli(Math.max(start, end)),
        ending.outcome(),
        ending.failure(),
        tally.figures(),
        times.median(),
        times.max(),
        maxTaskBytesIn,
        metrics);
  }
}
