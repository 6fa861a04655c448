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
  final List<Segment> segments = new ArrayList<>();

  /** Whether later actions may run it: it makes a cache or the rows of an RDD. */
  final boolean lasting;

  PlanFragment(LogicalSteps logical, boolean lasting) {
    this.logical = logical;
    this.lasting = lasting;
  }

  /** The steps that operators can be tied to. */
  Set<Step> placed() {
    Set<Step> placed = new HashSet<>();
    segments.forEach(segment -> placed.addAll(segment.steps()));
    return placed;
  }

  /** The steps without an operator that ran if {@code ran} did: something beneath them is of it. */
  List<Step> unplaced(Set<Step> ran) {
    Set<Step> placed = placed();
    List<Step> unplaced = new ArrayList<>();
    for (Step step : logical.steps()) {
      Set<Step> beneath = placedBeneath(step, placed, new HashSet<>());
      if (!placed.contains(step)
          && (beneath.isEmpty() || beneath.stream().anyMatch(ran::contains))) {
        unplaced.add(step);
      }
    }
    return unplaced;
  }

  private Set<Step> placedBeneath(Step step, Set<Step> placed, Set<Step> seen) {
    Set<Step> found = new HashSet<>();
    for (Step lower : logical.beneath(step)) {
      if (placed.contains(lower)) {
        found.add(lower);
      } else if (seen.add(lower)) {
        found.addAll(placedBeneath(lower, placed, seen));
      }
    }
    return found;
  }
}
