package spanglue.spark.internal.figures;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spanglue.report.Plan;
import spanglue.report.Plan.Node;
import spanglue.spark.internal.figures.PlanNode.Code;
import spanglue.spark.internal.ledger.Completion;

/**
 * The plan of an action: that of its SQL execution, with those of the executions inside it beneath
 * its root, as a command that writes a table runs another.
 */
final class PlanTree {
  /** Of what somebody named, which ran several executions. */
  private static final PlanNode SEVERAL =
      new PlanNode(-1, "Executions", "", Map.of(), List.of(), null, false);

  private final List<Placed> nodes = new ArrayList<>();
  private long folded;

  /**
   * An operator in the tree.
   *
   * @param plan that it is of
   * @param children their places
   */
  record Placed(int parent, PlanNode node, OpenPlan plan, List<Integer> children) {}

  private PlanTree() {}

  /** {@code areSiblings} says whether none of the plans is of an execution around the others. */
  static PlanTree of(List<OpenPlan> plans, boolean areSiblings) {
    PlanTree tree = new PlanTree();
    if (areSiblings && plans.size() > 1) {
      tree.add(-1, SEVERAL, new OpenPlan());
    }
    plans.forEach(tree::add);
    return tree;
  }

  private void add(OpenPlan plan) {
    int offset = nodes.size();
    int root = offset == 0 ? -1 : 0;
    for (PlanNode node : plan.plan().nodes()) {
      if (nodes.size() == PlanNodes.MOST_NODES) {
        folded++;
      } else {
        add(node.parent() < 0 ? root : offset + node.parent(), node, plan);
      }
    }
    folded += plan.plan().folded();
  }

  private void add(int parent, PlanNode node, OpenPlan plan) {
    if (parent >= 0) {
      nodes.get(parent).children.add(nodes.size());
    }
    nodes.add(new Placed(parent, node, plan, new ArrayList<>()));
  }

  /** Each before its children. */
  List<Placed> nodes() {
    return nodes;
  }

  /** With what each did; null where no operator is known. */
  @Nullable Plan plan(Completion completion) {
    if (nodes.isEmpty()) {
      return null;
    }
    boolean isWhole = completion.status() == Completion.Status.SUCCEEDED;
    NodeDetails details = NodeDetails.of(nodes.stream().map(Placed::node).toList());
    IdentityHashMap<Code, Integer> codes = new IdentityHashMap<>();
    List<Node> told = new ArrayList<>();
    for (Placed placed : nodes) {
      PlanNode node = placed.node;
      NodeFigures figures = NodeFigures.of(node, placed.plan, isWhole);
      told.add(
          new Node(
              told.size(),
              placed.parent < 0 ? null : Integer.valueOf(placed.parent),
              OperatorWords.operator(node),
              details.of(node),
              figures.rows(),
              figures.bytes(),
              figures.millis(),
              figures.time(),
              number(node.code(), codes),
              figures.metrics()));
    }
    return new Plan(List.copyOf(told), folded);
  }

  /** Spark's, but for a plan inside another, which has numbers of its own. */
  private static @Nullable Integer number(@Nullable Code code, IdentityHashMap<Code, Integer> all) {
    if (code == null) {
      return null;
    }
    Integer known = all.get(code);
    if (known == null) {
      known = code.number();
      while (all.containsValue(known)) {
        known++;
      }
      all.put(code, known);
    }
    return known;
  }
}
