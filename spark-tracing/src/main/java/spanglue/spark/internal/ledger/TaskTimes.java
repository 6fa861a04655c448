package spanglue.spark.internal.ledger;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Durations of the tasks of one stage attempt, in milliseconds. Beyond 65,536 tasks the median is
 * that of a random sample of so many.
 */
final class TaskTimes {
  private static final int SAMPLE = 1 << 16;
  private final SplittableRandom random = new SplittableRandom(1);
  private int[] kept = new int[4];
  private long seen;
  private long max;

  void add(long millis) {
    int value = (int) Math.min(Integer.MAX_VALUE, Math.max(0, millis));
    max = Math.max(max, value);
    if (seen < SAMPLE) {
      if (seen == kept.length) {
        kept = Arrays.copyOf(kept, 4 * kept.length);
      }
      kept[(int) seen] = value;
    } else {
      long place = random.nextLong(seen + 1);
      if (place < SAMPLE) {
        kept[(int) place] = value;
      }
    }
    seen++;
  }

  long max() {
    return max;
  }

  /** The lower one of the middle two; 0 where there is none. */
  long median() {
    int size = (int) Math.min(seen, SAMPLE);
    Arrays.sort(kept, 0, size);
    return size == 0 ? 0 : kept[(size - 1) / 2];
  }
}
