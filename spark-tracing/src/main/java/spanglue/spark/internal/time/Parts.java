package spanglue.spark.internal.time;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import spanglue.spark.vocabulary.TimeClass;

/** An amount of time by class, in milliseconds and fractions of them. */
@SuppressWarnings("EnumOrdinal") // The places in an array that does not outlive the process.
final class Parts {
  private static final TimeClass[] CLASSES = TimeClass.values();

  private final double[] millis = new double[CLASSES.length];

  Parts copy() {
    return new Parts().add(this, 1);
  }

  Parts add(TimeClass its, double amount) {
    millis[its.ordinal()] += amount;
    return this;
  }

  Parts add(Parts other, double factor) {
    for (int i = 0; i < millis.length; i++) {
      millis[i] += other.millis[i] * factor;
    }
    return this;
  }

  double get(TimeClass its) {
    return millis[its.ordinal()];
  }

  double sum() {
    double sum = 0;
    for (double its : millis) {
      sum += its;
    }
    return sum;
  }

  /**
   * In whole milliseconds that sum to {@code total} exactly: those that lose the most by being cut
   * get one more.
   */
  Map<TimeClass, Long> rounded(long total) {
    Map<TimeClass, Long> whole = new EnumMap<>(TimeClass.class);
    long missing = total;
    for (TimeClass its : CLASSES) {
      long cut = (long) Math.floor(Math.max(0, get(its)));
      whole.put(its, cut);
      missing -= cut;
    }
    List<TimeClass> byLoss =
        Arrays.stream(CLASSES)
            .sorted(Comparator.comparingDouble(its -> whole.getOrDefault(its, 0L) - get(its)))
            .toList();
    for (int i = 0; missing > 0; i++, missing--) {
      whole.merge(byLoss.get(i % byLoss.size()), 1L, Long::sum);
    }
    for (int i = byLoss.size() - 1; missing < 0; i = i == 0 ? byLoss.size() - 1 : i - 1) {
      TimeClass its = byLoss.get(i);
      if (whole.getOrDefault(its, 0L) > 0) {
        whole.merge(its, -1L, Long::sum);
        missing++;
      }
    }
    return whole;
  }
}
