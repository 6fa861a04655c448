package spanglue.spark.internal.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The runs of one step, in the order of the ends of their actions; the first 20 of them. */
final class StepHistory {
  private static final int MOST_RUNS = 20;

  final Step step;
  final List<StepRun> runs = new ArrayList<>();
  private int actions;

  /** Where it was part of a plan, but nothing shows that it ran. */
  private @Nullable StepRun supposed;

  StepHistory(Step step) {
    this.step = step;
  }

  /** Adds a run; whether it is the first. */
  boolean ran(StepRun run) {
    actions++;
    if (runs.size() < MOST_RUNS) {
      runs.add(run);
    }
    return actions == 1;
  }

  /** Notes a plan that it was part of; whether that is the first that is known of it. */
  boolean suppose(StepRun run) {
    if (actions > 0 || supposed != null) {
      return false;
    }
    supposed = run;
    return true;
  }

  /** By how many actions it was materialized; 0 where that is not known. */
  int actions() {
    return actions;
  }

  /** What to report; null where no action had to do with it. */
  @Nullable StepRun first() {
    return runs.isEmpty() ? supposed : runs.get(0);
  }
}
