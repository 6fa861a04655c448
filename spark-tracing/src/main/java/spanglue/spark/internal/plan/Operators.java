package spanglue.spark.internal.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SortExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.execution.adaptive.AQEShuffleReadExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.aggregate.BaseAggregateExec;
import org.apache.spark.sql.execution.exchange.Exchange;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.ledger.ScalaValues;

/** What an operator of a physical plan tells. */
final class Operators {
  private static final String ROWS = "numOutputRows";

  /** What a shuffle's readers count. Its other metrics are of the stage that writes it. */
  private static final List<String> OF_READERS =
      List.of("remote", "local", "fetchWait", "recordsRead", "corrupt", "merged");

  private Operators() {}

  /** The steps whose work the operator does. */
  static Set<Step> steps(SparkPlan operator, LogicalSteps logical) {
    if (operator.children().isEmpty()) {
      return logical.makersOfLeaf(ScalaValues.<Attribute>list(operator.output()));
    }
    Set<Step> steps = new HashSet<>(StepTags.makersOfExpressions(operator));
    LogicalPlan planned = planned(operator);
    if (planned != null) {
      steps.addAll(StepTags.makersOf(planned));
      // A join's condition is taken apart on its way to the operator.
      if (operator.children().size() > 1) {
        steps.addAll(StepTags.makersOfExpressions(planned));
      }
    }
    return steps.isEmpty() && operator instanceof BaseAggregateExec aggregate
        ? UntaggedAggregates.makersOf(aggregate, logical.plan)
        : steps;
  }

  private static @Nullable LogicalPlan planned(SparkPlan operator) {
    var tag = operator.getTagValue(SparkPlan.LOGICAL_PLAN_TAG());
    return tag.isDefined() ? tag.get() : null;
  }

  /** The ids of what its tasks count. */
  static Set<Long> metrics(SparkPlan operator) {
    Set<Long> ids = new HashSet<>();
    metricsByName(operator)
        .forEach(
            (name, metric) -> {
              if (!(operator instanceof Exchange)
                  || OF_READERS.stream().noneMatch(name::startsWith)) {
                ids.add(metric.id());
              }
            });
    return ids;
  }

  /** Whether it reports rows or time. */
  static boolean reports(SparkPlan operator) {
    return metricsByName(operator).entrySet().stream()
        .anyMatch(
            metric ->
                metric.getKey().equals(ROWS)
                    || metric.getValue().metricType().toLowerCase(Locale.ROOT).endsWith("timing"));
  }

  /** The metric that counts the rows it puts out; negative where none does. */
  static long rowsMetric(SparkPlan operator) {
    SQLMetric rows = metricsByName(operator).get(ROWS);
    if (rows != null) {
      return rows.id();
    }
    if (operator instanceof QueryStageExec stage) {
      return rowsMetric(stage.plan());
    }
    boolean keepsRows =
        operator instanceof ProjectExec
            || operator instanceof SortExec
            || operator instanceof InputAdapter
            || operator instanceof WholeStageCodegenExec
            || operator instanceof AQEShuffleReadExec
            || operator instanceof Exchange;
    return keepsRows && operator.children().size() == 1
        ? rowsMetric(ScalaValues.<SparkPlan>list(operator.children()).get(0))
        : -1;
  }

  static Map<String, SQLMetric> metricsByName(SparkPlan operator) {
    return ScalaValues.map(operator.metrics());
  }
}
