package spanglue.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Two runs of the same work, one right after the other. */
record Pair(Cost traced, Cost untraced) {
  /** Traced by untraced, pair by pair. */
  static double[] ratios(List<Pair> pairs, ToDoubleFunction<Cost> figure) {
    return pairs.stream()
        .mapToDouble(p -> figure.applyAsDouble(p.traced) / figure.applyAsDouble(p.untraced))
        .toArray();
  }

  /** Traced less untraced, pair by pair. */
  static double[] differences(List<Pair> pairs, ToDoubleFunction<Cost> figure) {
    return pairs.stream()
        .mapToDouble(p -> figure.applyAsDouble(p.traced) - figure.applyAsDouble(p.untraced))
        .toArray();
  }
}
