package spanglue.spark.internal.time;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import spanglue.spark.internal.time.TimeRecord.SlotPoint;

/**
 * How many slots there were and how many were used over a run of any length, at no more than 128
 * points: where they don't suffice, two become one that is twice as long.
 */
final class SlotTimeline {
  private static final int POINTS = 128;

  private final double[] there = new double[POINTS];
  private final double[] used = new double[POINTS];
  private long start = Long.MIN_VALUE;
  private long width = 1_000;

  /** So many were there and so many used from one time to another, which only grow. */
  void add(long from, long to, int slots, int busy) {
    if (start == Long.MIN_VALUE) {
      start = from;
    }
    while (to > start + width * POINTS) {
      halve();
    }
    for (long at = from; at < to; ) {
      int point = (int) ((at - start) / width);
      long until = Math.min(to, start + (point + 1) * width);
      there[point] += (double) slots * (until - at);
      used[point] += (double) busy * (until - at);
      at = until;
    }
  }

  /** The points up to {@code end}, each with its means. */
  List<SlotPoint> points(long end) {
    List<SlotPoint> points = new ArrayList<>();
    for (int i = 0; start != Long.MIN_VALUE && i < POINTS && start + i * width < end; i++) {
      long from = start + i * width;
      long to = Math.min(end, from + width);
      points.add(new SlotPoint(from, to, there[i] / (to - from), used[i] / (to - from)));
    }
    return points;
  }

  private void halve() {
    for (double[] values : List.of(there, used)) {
      for (int i = 0; i < POINTS / 2; i++) {
        values[i] = values[2 * i] + values[2 * i + 1];
      }
      Arrays.fill(values, POINTS / 2, POINTS, 0);
    }
    width *= 2;
  }
}
