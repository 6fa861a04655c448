package spanglue.spark.internal.ledger;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import spanglue.spark.internal.ledger.ActionRecord.Interval;

/**
 * One attempt of a stage that ran.
 *
 * @param interval from when it was submitted
 * @param accumulators what the tasks updated; {@link StageAccumulators#NONE} in a report
 */
public record StageRecord(
    Identity identity,
    Interval interval,
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
  public record Identity(int stageId, int attempt, String name) {
    /** As its span is called: {@code stage 3}, or {@code stage 3 attempt 1}. */
    public String text() {
      return text(stageId, attempt);
    }

    /** The same of a stage of which no more is known. */
    public static String text(int stageId, int attempt) {
      return "stage " + stageId + (attempt == 0 ? "" : " attempt " + attempt);
    }
  }

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

  /**
   * The accumulators, SQL metrics among them, that the tasks of a stage attempt updated, by their
   * ids. A value is the accumulator's at the stage's end: of all stages that updated it so far.
   */
  public static final class StageAccumulators {
    public static final StageAccumulators NONE = StageAccumulators.of(Map.of());
    private final long[] sorted;
    private final long[] values;

    private StageAccumulators(SortedMap<Long, Long> values) {
      this.sorted = values.keySet().stream().mapToLong(Long::longValue).toArray();
      this.values = values.values().stream().mapToLong(Long::longValue).toArray();
    }

    static StageAccumulators of(Map<Long, Long> values) {
      return new StageAccumulators(new TreeMap<>(values));
    }

    /** In ascending order. */
    public long[] ids() {
      return sorted.clone();
    }

    /** The value; -1 where nothing updated it, or its value is no whole number. */
    public long value(long id) {
      int place = Arrays.binarySearch(sorted, id);
      return place < 0 ? -1 : values[place];
    }
  }
}
