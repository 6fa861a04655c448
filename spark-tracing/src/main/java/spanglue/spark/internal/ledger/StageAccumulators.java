package spanglue.spark.internal.ledger;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The accumulators, SQL metrics among them, that the tasks of a stage attempt updated, by their
 * ids. A value is the accumulator's at the stage's end: of all stages that updated it so far.
 */
public final class StageAccumulators {
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
