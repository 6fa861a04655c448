package spanglue.spark.internal.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.LeafExpression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.plans.QueryPlan;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.catalyst.trees.TreeNodeTag;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.ledger.ScalaValues;

/**
 * Steps on the nodes of Spark's plans. A tag of our own says which steps' output a node is (a list:
 * a step may return what it was given); another one, on the nodes and expressions that a step made,
 * says whose they are. Those on expressions outlive the optimizer, which merges and moves nodes.
 */
public final class StepTags {
  private static final TreeNodeTag<List<Step>> OUTPUT = new TreeNodeTag<>("spanglue.step.output");
  private static final TreeNodeTag<List<Step>> MADE_BY = new TreeNodeTag<>("spanglue.step");

  private StepTags() {}

  /** The steps whose output the node is, in the order of their definition. */
  static List<Step> outputOf(TreeNode<?> node) {
    var tag = node.getTagValue(OUTPUT);
    return tag.isDefined() ? tag.get() : List.of();
  }

  /**
   * The steps that made the node; none where it was not made in a step, or its tag is lost. Several
   * where more than one step took in a part that belongs to none, or a table that Spark keeps.
   */
  static List<Step> makersOf(TreeNode<?> node) {
    var tag = node.getTagValue(MADE_BY);
    return tag.isDefined() ? tag.get() : List.of();
  }

  /** The steps that made the plan node's expressions. */
  static Set<Step> makersOfExpressions(QueryPlan<?> node) {
    Set<Step> steps = new LinkedHashSet<>();
    for (Expression expression : ScalaValues.<Expression>list(node.expressions())) {
      collect(expression, steps);
    }
    return steps;
  }

  private static void collect(Expression expression, Set<Step> steps) {
    steps.addAll(makersOf(expression));
    for (Expression child : ScalaValues.<Expression>list(expression.children())) {
      collect(child, steps);
    }
  }

  /** The steps that the plan consists of. */
  static List<Step> all(LogicalPlan plan) {
    Set<Step> steps = new LinkedHashSet<>();
    collect(plan, steps);
    return List.copyOf(steps);
  }

  /** Marks what {@code step} made of {@code input}; null where it made it of nothing. */
  public static void mark(Dataset<?> output, @Nullable Dataset<?> input, Step step) {
    LogicalPlan plan = Shims.plan(output);
    if (input == null) {
      own(plan, step, List.of());
      addOutput(plan, step);
    } else {
      mark(plan, Shims.plan(input), step);
    }
  }

  private static void mark(LogicalPlan output, LogicalPlan input, Step step) {
    if (output != input) {
      if (input.getTagValue(OUTPUT).isEmpty()) {
        // So that copies of it, which a self-join makes, are known for what they are.
        input.setTagValue(OUTPUT, List.of());
      }
      if (!own(output, step, input.getTagValue(OUTPUT).get())) {
        step.inputs = all(input);
      }
    }
    addOutput(output, step);
  }

  private static void addMaker(TreeNode<?> node, Step step) {
    List<Step> makers = makersOf(node);
    if (!makers.contains(step)) {
      List<Step> more = new ArrayList<>(makers);
      more.add(step);
      node.setTagValue(MADE_BY, List.copyOf(more));
    }
  }

  private static void addOutput(LogicalPlan node, Step step) {
    List<Step> steps = new ArrayList<>(outputOf(node));
    steps.add(step);
    node.setTagValue(OUTPUT, List.copyOf(steps));
  }

  /**
   * Marks the nodes that the step made as its own: those above what is already some step's output.
   *
   * @param input the very list that tags the step's input, by which the input is known again
   * @return whether the input is beneath {@code node}; after a way through an RDD it is not
   */
  private static boolean own(LogicalPlan node, Step step, List<Step> input) {
    var tag = node.getTagValue(OUTPUT);
    if (tag.isDefined()) {
      return tag.get() == input;
    }
    addMaker(node, step);
    boolean met = false;
    for (Expression expression : ScalaValues.<Expression>list(node.expressions())) {
      met |= own(expression, step, input);
    }
    for (LogicalPlan child : ScalaValues.<LogicalPlan>list(node.children())) {
      met |= own(child, step, input);
    }
    return met;
  }

  private static boolean own(Expression expression, Step step, List<Step> input) {
    boolean met = false;
    if (expression instanceof PlanExpression<?> subquery
        && subquery.plan() instanceof LogicalPlan plan) {
      met = own(plan, step, input);
    }
    // Leaves are shared: an attribute is the same object in each plan that reads it.
    if (!(expression instanceof LeafExpression)) {
      addMaker(expression, step);
    }
    for (Expression child : ScalaValues.<Expression>list(expression.children())) {
      met |= own(child, step, input);
    }
    return met;
  }

  private static void collect(LogicalPlan node, Set<Step> steps) {
    steps.addAll(outputOf(node));
    for (LogicalPlan child : ScalaValues.<LogicalPlan>list(node.children())) {
      collect(child, steps);
    }
  }
}
