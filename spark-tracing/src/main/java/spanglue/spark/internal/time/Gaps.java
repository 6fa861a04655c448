package spanglue.spark.internal.time;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.time.TimeRecord.Gap;
import spanglue.spark.internal.time.TimeRecord.UnitId;
import spanglue.spark.vocabulary.TimeClass;

/**
 * The stretches in which the driver was waited for: the longest so many. What is shorter than 10 ms
 * is only counted: between small jobs there is one before and one after each, and none says more
 * than the sums of the classes do.
 */
final class Gaps {
  private static final long SHORTEST_MILLIS = 10;

  private final int most;
  private final PriorityQueue<Gap> kept =
      new PriorityQueue<>(
          Comparator.comparingLong(Gap::millis).thenComparingLong(Gap::startMillis));
  private long omitted;
  private long omittedMillis;

  Gaps(int most) {
    this.most = most;
  }

  /** Without a unit: no action ran. */
  void add(TimeClass its, long from, long to, @Nullable UnitId unit, boolean isInAction) {
    if (to <= from) {
      return;
    }
    if (to - from < SHORTEST_MILLIS) {
      omit(to - from);
      return;
    }
    kept.add(new Gap(its, from, to, unit, isInAction));
    if (kept.size() > most) {
      omit(kept.remove().millis());
    }
  }

  private void omit(long millis) {
    omitted++;
    omittedMillis += millis;
  }

  TimeRecord.Gaps record() {
    return new TimeRecord.Gaps(
        kept.stream()
            .sorted(
                Comparator.comparingLong(Gap::startMillis)
                    .thenComparingLong(Gap::endMillis)
                    .thenComparing(Gap::kind))
            .toList(),
        omitted,
        omittedMillis);
  }
}
