package spanglue.spark.internal.ledger;

/**
 * One attempt of a stage that ran.
 *
 * @param interval from when it was submitted
 * @param accumulators what the tasks updated; {@link StageAccumulators#NONE} in a report
 */
public record StageRecord(
    Identity identity,
    TimeInterval interval,
    Completion completion,
    AggregatedTaskMetrics metrics,
    TaskSpread tasks,
    StageAccumulators accumulators) {

  /**
   * Which it is.
   *
   * @param attempt 0 for the first
   * @param name the call site that Spark names the stage by
   */
  public record Identity(int stageId, int attempt, String name) {}

  /**
   * How its tasks differ, as far as they ended.
   *
   * @param medianMillis of their times from launch to end
   * @param maxMillis the longest of them
   * @param maxBytesIn the most that one task read from outside Spark
   */
  public record TaskSpread(long medianMillis, long maxMillis, long maxBytesIn) {}

  StageRecord withoutAccumulators() {
    return new StageRecord(identity, interval, completion, metrics, tasks, StageAccumulators.NONE);
  }
}
