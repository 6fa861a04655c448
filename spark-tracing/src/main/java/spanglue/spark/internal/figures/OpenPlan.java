package spanglue.spark.internal.figures;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import spanglue.spark.internal.figures.PlanNode.Metric;

/** The plan of an SQL execution as it is so far, with what its metrics came to. */
final class OpenPlan {
  private static final long UNKNOWN = -1;
  private PlanNodes plan = new PlanNodes(List.of(), 0);
  private Map<Long, Long> values = Map.of();

  /** Adaptive execution planned anew. Operators that stay have the metrics that they had. */
  void planned(PlanNodes next) {
    Map<Long, Long> kept = new HashMap<>();
    for (PlanNode node : next.nodes()) {
      for (Metric metric : node.metrics()) {
        kept.put(metric.id(), value(metric.id()));
      }
      if (node.code() != null) {
        for (Metric metric : node.code().metrics()) {
          kept.put(metric.id(), value(metric.id()));
        }
      }
    }
    plan = next;
    values = kept;
  }

  /**
   * A metric came to {@code value}: it only grows, and stages that run at once tell of it in any
   * order.
   */
  void counted(long id, long value) {
    values.computeIfPresent(id, (key, known) -> Math.max(known, value));
  }

  /** The ids of its metrics. */
  Set<Long> ids() {
    return values.keySet();
  }

  /** What a metric came to; negative where nothing counted it. */
  long value(long id) {
    return values.getOrDefault(id, UNKNOWN);
  }

  PlanNodes plan() {
    return plan;
  }

  int size() {
    return plan.nodes().size();
  }
}
