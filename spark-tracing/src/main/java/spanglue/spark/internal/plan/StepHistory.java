package spanglue.spark.internal.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one step was materialized: the first 20 times, in the order of the ends of their actions. */
final class StepHistory {
  private static final int MOST_KEPT = 20;

  final Step step;
  final List<Materialization> materializations = new ArrayList<>();
  private int actions;

  /** Where it was part of a plan, but nothing shows that it ran. */
  private @Nullable Materialization assumed;

  StepHistory(Step step) {
    this.step = step;
  }

  /** Adds one; whether it is the first. */
  boolean materialized(Materialization by) {
    actions++;
    if (materializations.size() < MOST_KEPT) {
      materializations.add(by);
    }
    return actions == 1;
  }

  /** Adds one of which no more than that is known, or wanted. */
  void materialized() {
    actions++;
  }

  /** Whether another one would only be counted. */
  boolean isFull() {
    return materializations.size() == MOST_KEPT;
  }

  /** Notes a plan that it was part of; whether that is the first that is known of it. */
  boolean assume(Materialization by) {
    if (actions > 0 || assumed != null) {
      return false;
    }
    assumed = by;
    return true;
  }

  /** By how many actions it was materialized; 0 where that is not known. */
  int actions() {
    return actions;
  }

  /** What to report; null where no action had to do with it. */
  @Nullable Materialization first() {
    return materializations.isEmpty() ? assumed : materializations.get(0);
  }
}
