package spanglue.spark.internal.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The operators between two exchanges, which run in one stage. */
final class PlanPipeline {
  final Set<Long> metrics = new HashSet<>();
  final List<Use> uses = new ArrayList<>();

  /** Whether an action that is over ran it: its metrics go on counting from there. */
  boolean ranBefore;

  /**
   * A step's part in the pipeline.
   *
   * @param unit tells what is compiled to one piece of code, or is an operator of its own
   * @param own whether the operator is this step's alone and reports rows or time
   * @param top whether no operator of the step takes this one's rows
   * @param rowsMetric what counts the operator's rows; negative where nothing does
   */
  record Use(Step step, long unit, boolean own, boolean top, long rowsMetric) {}

  /** The pipeline's other steps whose code is one with the given step's. */
  Set<Step> fusedWith(Step step) {
    Set<Step> others = new HashSet<>();
    for (Use use : uses) {
      if (use.step() == step) {
        for (Use other : uses) {
          if (other.unit() == use.unit() && other.step() != step) {
            others.add(other.step());
          }
        }
      }
    }
    return others;
  }

  Set<Step> steps() {
    Set<Step> steps = new HashSet<>();
    uses.forEach(use -> steps.add(use.step()));
    return steps;
  }
}
