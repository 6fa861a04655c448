package spanglue.spark.internal.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Deduplicate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.aggregate.BaseAggregateExec;
import scala.collection.Iterable;
import spanglue.spark.internal.ledger.ScalaValues;

/**
 * Whose work an aggregate does of which Spark's optimizer lost the tags: it makes one of {@code
 * dropDuplicates}, and a new one of each that has columns nobody reads. The keys stay.
 */
final class UntaggedAggregates {
  private final Set<Object> keys;

  /** The makers of each that it may be; an empty list for one that belongs to no step. */
  private final Set<List<Step>> candidates = new HashSet<>();

  private UntaggedAggregates(Set<Object> keys) {
    this.keys = keys;
  }

  /** The steps that made it; none where it may be another's. */
  static Set<Step> makersOf(BaseAggregateExec aggregate, LogicalPlan plan) {
    Set<Object> keys = ids(aggregate.groupingExpressions());
    if (keys.isEmpty()) {
      return Set.of();
    }
    UntaggedAggregates found = new UntaggedAggregates(keys);
    found.visit(plan);
    return found.candidates.size() == 1 ? Set.copyOf(found.candidates.iterator().next()) : Set.of();
  }

  private void visit(LogicalPlan node) {
    if (node instanceof Deduplicate deduplicate && ids(deduplicate.keys()).equals(keys)) {
      candidates.add(StepTags.makersOf(node));
    } else if (node instanceof Aggregate aggregate
        && ids(aggregate.groupingExpressions()).equals(keys)) {
      candidates.add(StepTags.makersOf(node));
    }
    for (LogicalPlan child : ScalaValues.<LogicalPlan>list(node.children())) {
      visit(child);
    }
    for (Object inner : ScalaValues.<Object>list(node.innerChildren())) {
      if (inner instanceof LogicalPlan plan) {
        visit(plan);
      }
    }
  }

  private static Set<Object> ids(Iterable<?> expressions) {
    Set<Object> ids = new HashSet<>();
    for (Object expression : ScalaValues.<Object>list(expressions)) {
      ids.add(expression instanceof NamedExpression named ? named.exprId() : expression);
    }
    return ids;
  }
}
