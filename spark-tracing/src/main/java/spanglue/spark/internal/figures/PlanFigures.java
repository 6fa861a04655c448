package spanglue.spark.internal.figures;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.sql.execution.SparkPlanInfo;
import org.apache.spark.sql.execution.ui.SparkListenerDriverAccumUpdates;
import org.apache.spark.sql.execution.ui.SparkListenerSQLAdaptiveExecutionUpdate;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;
import spanglue.spark.internal.ledger.ActionRecord;
import spanglue.spark.internal.ledger.ScalaValues;

/**
 * The plans of the SQL executions that run, and what their operators did, until the action is over
 * that they are of. Figures are read when a stage ends, of which Spark tells what all its tasks
 * came to, and not task by task: that would be most of the work of listening. So of a stage that
 * never ends there are none. Bounded: of very many open plans the eldest are forgotten.
 *
 * <p>A cache that several actions made, each a part of it, has in the later ones what all made so
 * far. Not safe for use by several threads.
 */
public final class PlanFigures {
  private static final int MOST_OPEN = 4_096;
  private static final int MOST_OPEN_NODES = 20_000;

  /** By SQL execution, in the order of their starts. */
  private final Map<Long, OpenPlan> open = new LinkedHashMap<>();

  /** By metric; where two executions share one, the later has it. */
  private final Map<Long, OpenPlan> byMetric = new HashMap<>();

  private int openNodes;

  public void executionStarted(SparkListenerSQLExecutionStart event) {
    planned(event.executionId(), event.sparkPlanInfo());
  }

  /** Adaptive execution changed the plan. */
  public void executionUpdated(SparkListenerSQLAdaptiveExecutionUpdate event) {
    if (open.containsKey(event.executionId())) {
      planned(event.executionId(), event.sparkPlanInfo());
    }
  }

  private void planned(long executionId, @Nullable SparkPlanInfo info) {
    if (info == null) { // In a log that was cut or edited.
      return;
    }
    OpenPlan plan = open.computeIfAbsent(executionId, id -> new OpenPlan());
    openNodes -= plan.size();
    plan.ids().forEach(id -> byMetric.remove(id, plan));
    plan.planned(PlanNodes.of(info));
    plan.ids().forEach(id -> byMetric.put(id, plan));
    openNodes += plan.size();
    while (open.size() > MOST_OPEN || (openNodes > MOST_OPEN_NODES && open.size() > 1)) {
      forget(open.keySet().iterator().next());
    }
  }

  /** The driver counts too: files that it found, rows that it sent. */
  public void driverCounted(SparkListenerDriverAccumUpdates event) {
    OpenPlan plan = open.get(event.executionId());
    if (plan != null) {
      for (Tuple2<?, ?> update : ScalaValues.<Tuple2<?, ?>>list(event.accumUpdates())) {
        if (update._1() instanceof Number id && update._2() instanceof Number value) {
          plan.counted(id.longValue(), value.longValue());
        }
      }
    }
  }

  /** To be told before the action that the stage is of can end. */
  public void stageCompleted(StageInfo stage) {
    if (byMetric.isEmpty()) {
      return;
    }
    for (AccumulableInfo one : ScalaValues.<AccumulableInfo>list(stage.accumulables().values())) {
      OpenPlan plan = byMetric.get(one.id());
      if (plan != null) {
        Long value = number(ScalaValues.orNull(one.value()));
        if (value != null) {
          plan.counted(one.id(), value);
        }
      }
    }
  }

  /** A log has them as texts. */
  private static @Nullable Long number(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.longValue();
    }
    try {
      return value instanceof String text ? Long.valueOf(text) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** An action is over. Returns it with its plan, and with a name by it where it had none. */
  public ActionRecord ended(ActionRecord action) {
    List<OpenPlan> plans = new ArrayList<>();
    Long root = action.ids().executionId();
    if (root != null) {
      add(root, plans);
    }
    for (long nested : action.ids().nestedExecutionIds()) {
      add(nested, plans);
    }
    if (plans.isEmpty()) {
      return action;
    }
    PlanTree tree =
        PlanTree.of(plans, root == null || action.ids().nestedExecutionIds().contains(root));
    return action.planned(
        tree.plan(action.completion()), ActionName.of(action.origin(), tree.nodes()));
  }

  private void add(long executionId, List<OpenPlan> plans) {
    OpenPlan plan = forget(executionId);
    if (plan != null) {
      plans.add(plan);
    }
  }

  private @Nullable OpenPlan forget(long executionId) {
    OpenPlan plan = open.remove(executionId);
    if (plan != null) {
      openNodes -= plan.size();
      plan.ids().forEach(id -> byMetric.remove(id, plan));
    }
    return plan;
  }
}
