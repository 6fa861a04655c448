package spanglue.spark.internal.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A plan as it ran, without the caches that it reads: those are fragments of their own, for who
 * reads a cache has not run what made it.
 */
final class PlanFragment {
  final LogicalSteps logical;
  final List<PlanPipeline> pipelines = new ArrayList<>();

  /** Whether later actions may run it: it makes a cache or the rows of an RDD. */
  final boolean reusable;

  PlanFragment(LogicalSteps logical, boolean reusable) {
    this.logical = logical;
    this.reusable = reusable;
  }

  /** The steps that operators can be tied to. */
  Set<Step> attributed() {
    Set<Step> attributed = new HashSet<>();
    pipelines.forEach(pipeline -> attributed.addAll(pipeline.steps()));
    return attributed;
  }

  /** The steps without an operator that ran if {@code ran} did: something beneath them is of it. */
  List<Step> unattributed(Set<Step> ran) {
    Set<Step> attributed = attributed();
    List<Step> unattributed = new ArrayList<>();
    for (Step step : logical.steps()) {
      Set<Step> beneath = attributedBeneath(step, attributed, new HashSet<>());
      if (!attributed.contains(step)
          && (beneath.isEmpty() || beneath.stream().anyMatch(ran::contains))) {
        unattributed.add(step);
      }
    }
    return unattributed;
  }

  private Set<Step> attributedBeneath(Step step, Set<Step> attributed, Set<Step> seen) {
    Set<Step> found = new HashSet<>();
    for (Step lower : logical.beneath(step)) {
      if (attributed.contains(lower)) {
        found.add(lower);
      } else if (seen.add(lower)) {
        found.addAll(attributedBeneath(lower, attributed, seen));
      }
    }
    return found;
  }
}
