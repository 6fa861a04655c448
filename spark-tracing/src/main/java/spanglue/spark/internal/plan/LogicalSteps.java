package spanglue.spark.internal.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.columnar.InMemoryRelation;
import spanglue.spark.internal.ledger.ScalaValues;

/**
 * The steps that a logical plan consists of, down to its caches: which depends on which, and whose
 * the attributes of its leaves are.
 */
final class LogicalSteps {
  final LogicalPlan plan;
  private final PlanSteps owner;
  private final Map<Step, Set<Step>> beneath = new LinkedHashMap<>();
  private final Map<Object, Set<Step>> byAttribute = new HashMap<>();
  private final List<Set<Step>> leaves = new ArrayList<>();

  private LogicalSteps(LogicalPlan plan, PlanSteps owner) {
    this.plan = plan;
    this.owner = owner;
  }

  static LogicalSteps of(LogicalPlan plan, PlanSteps owner) {
    LogicalSteps steps = new LogicalSteps(plan, owner);
    steps.visit(plan, List.of());
    return steps;
  }

  /** All of them. */
  Set<Step> steps() {
    return beneath.keySet();
  }

  /** The nearest steps on whose output that step works. */
  Set<Step> beneath(Step step) {
    return beneath.getOrDefault(step, Set.of());
  }

  /** Leaves steps out: the plan that a cache was made of still holds what other caches hold. */
  void leaveOut(Set<Step> steps) {
    beneath.keySet().removeAll(steps);
  }

  /** The steps that made the leaf with these attributes; of a plan with one leaf, that one's. */
  Set<Step> makersOfLeaf(Iterable<Attribute> attributes) {
    Set<Step> makers = new HashSet<>();
    boolean any = false;
    for (Attribute attribute : attributes) {
      any = true;
      makers.addAll(byAttribute.getOrDefault(attribute.exprId(), Set.of()));
    }
    return any || leaves.size() != 1 ? makers : leaves.get(0);
  }

  private void visit(LogicalPlan node, List<Step> above) {
    if (node instanceof InMemoryRelation) {
      return;
    }
    List<Step> here = StepTags.outputOf(node).stream().filter(step -> step.owner == owner).toList();
    here.forEach(step -> beneath.computeIfAbsent(step, s -> new LinkedHashSet<>()));
    List<Step> nearest = above;
    for (int i = here.size() - 1; i >= 0; i--) {
      Step step = here.get(i);
      nearest.forEach(upper -> beneath(upper).add(step));
      nearest = List.of(step);
    }
    if (node.children().isEmpty()) {
      leaf(node);
    }
    for (LogicalPlan child : ScalaValues.<LogicalPlan>list(node.children())) {
      visit(child, nearest);
    }
    for (Object inner : ScalaValues.<Object>list(node.innerChildren())) {
      if (inner instanceof LogicalPlan plan) {
        visit(plan, nearest);
      }
    }
  }

  private void leaf(LogicalPlan leaf) {
    Set<Step> makers = new HashSet<>(StepTags.makersOf(leaf));
    makers.removeIf(step -> step.owner != owner);
    leaves.add(makers);
    for (Attribute attribute : ScalaValues.<Attribute>list(leaf.output())) {
      byAttribute.computeIfAbsent(attribute.exprId(), id -> new HashSet<>()).addAll(makers);
    }
  }
}
