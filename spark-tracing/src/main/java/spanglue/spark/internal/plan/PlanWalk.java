package spanglue.spark.internal.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.plans.logical.DeserializeToObject;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.CommandResultExec;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.columnar.CachedRDDBuilder;
import org.apache.spark.sql.execution.columnar.InMemoryTableScanExec;
import org.apache.spark.sql.execution.exchange.Exchange;
import org.apache.spark.sql.execution.exchange.ReusedExchangeExec;
import spanglue.spark.internal.ledger.ScalaValues;

/** Takes a plan that ran apart into fragments and pipelines, and finds the steps in them. */
final class PlanWalk {
  private final PlanSteps owner;
  private final List<PlanFragment> fragments = new ArrayList<>();
  private final Set<CachedRDDBuilder> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private long units;

  private PlanWalk(PlanSteps owner) {
    this.owner = owner;
  }

  /** The plan of an execution, then the caches that it reads. */
  static List<PlanFragment> of(QueryExecution execution, PlanSteps owner) {
    PlanWalk walk = new PlanWalk(owner);
    LogicalPlan logical = execution.withCachedData();
    // The plan of an RDD made of a frame: what reads the RDD runs it.
    boolean reusable = logical instanceof DeserializeToObject;
    walk.fragment(logical, execution.executedPlan(), reusable);
    return walk.fragments;
  }

  private void fragment(LogicalPlan logical, SparkPlan physical, boolean reusable) {
    LogicalSteps steps = LogicalSteps.of(logical, owner);
    PlanFragment fragment = new PlanFragment(steps, reusable);
    fragments.add(fragment);
    Part part = new Part(fragment);
    part.start(physical);
    Set<Step> cached = new HashSet<>();
    for (CachedRDDBuilder cache : part.caches) {
      cached.addAll(LogicalSteps.of(Shims.plan(cache), owner).steps());
      if (seen.add(cache)) {
        fragment(planned(cache), cache.cachedPlan(), true);
      }
    }
    cached.removeAll(fragment.attributed());
    steps.leaveOut(cached);
  }

  /**
   * What a cache was made of. What other caches held by then is no part of it, though adaptive
   * execution takes those that it finds empty out of the plan.
   */
  private static LogicalPlan planned(CachedRDDBuilder cache) {
    return cache.cachedPlan() instanceof AdaptiveSparkPlanExec adaptive
        ? adaptive.context().qe().withCachedData()
        : Shims.plan(cache);
  }

  /** The walk through one fragment. */
  private final class Part {
    private final PlanFragment fragment;
    private final Map<Step, PlanPipeline.Use> pushedIntoLeaves = new HashMap<>();
    private final Map<Step, PlanPipeline> pipelineOfLeaf = new HashMap<>();
    private final List<CachedRDDBuilder> caches = new ArrayList<>();
    private final List<ReusedExchangeExec> reused = new ArrayList<>();

    Part(PlanFragment fragment) {
      this.fragment = fragment;
    }

    void start(SparkPlan root) {
      visit(root, pipeline(), Set.of(), 0);
      // Last, since the exchange that it repeats is usually in the same plan.
      reused.forEach(exchange -> visit(exchange.child(), pipeline(), Set.of(), 0));
      Set<Step> attributed = fragment.attributed();
      pushedIntoLeaves.forEach(
          (step, use) -> {
            PlanPipeline pipeline = pipelineOfLeaf.get(step);
            if (pipeline != null && !attributed.contains(step)) {
              pipeline.uses.add(use);
            }
          });
    }

    private PlanPipeline pipeline() {
      PlanPipeline pipeline = new PlanPipeline();
      fragment.pipelines.add(pipeline);
      return pipeline;
    }

    /**
     * Visits an operator and what is beneath it.
     *
     * @param above the steps that have an operator between here and the fragment's top
     * @param unit the piece of generated code that the operator is in; 0 for none
     */
    private void visit(SparkPlan operator, PlanPipeline pipeline, Set<Step> above, long unit) {
      if (operator instanceof AdaptiveSparkPlanExec adaptive) {
        visit(adaptive.executedPlan(), pipeline, above, unit);
      } else if (operator instanceof QueryStageExec stage) {
        visit(stage.plan(), pipeline, above, 0);
      } else if (operator instanceof CommandResultExec command) {
        visit(command.commandPhysicalPlan(), pipeline, above, unit);
      } else if (operator instanceof ReusedExchangeExec exchange) {
        reused.add(exchange);
      } else if (operator instanceof InputAdapter) {
        children(operator, pipeline, above, 0);
      } else if (operator instanceof WholeStageCodegenExec) {
        pipeline.metrics.addAll(Operators.metrics(operator));
        children(operator, pipeline, above, ++units);
      } else {
        PlanPipeline own = operator instanceof Exchange ? pipeline() : pipeline;
        own.metrics.addAll(Operators.metrics(operator));
        Set<Step> here = place(operator, own, above, unit);
        children(operator, own, here, unit);
        for (SparkPlan subquery : ScalaValues.<SparkPlan>list(operator.subqueries())) {
          visit(subquery, pipeline(), here, 0);
        }
      }
    }

    private void children(SparkPlan operator, PlanPipeline pipeline, Set<Step> above, long unit) {
      for (SparkPlan child : ScalaValues.<SparkPlan>list(operator.children())) {
        visit(child, pipeline, above, unit);
      }
    }

    /** Notes whose operator it is; returns {@code above} with those. */
    private Set<Step> place(SparkPlan operator, PlanPipeline pipeline, Set<Step> above, long unit) {
      if (operator instanceof InMemoryTableScanExec scan) {
        caches.add(scan.relation().cacheBuilder());
        return above;
      }
      Set<Step> steps = new HashSet<>(Operators.steps(operator, fragment.logical));
      steps.retainAll(fragment.logical.steps());
      long code = unit == 0 ? ++units : unit;
      boolean own = steps.size() == 1 && Operators.reports(operator);
      long rows = Operators.rowsMetric(operator);
      for (Step step : steps) {
        pipeline.uses.add(new PlanPipeline.Use(step, code, own, !above.contains(step), rows));
      }
      if (operator.children().isEmpty()) {
        for (Step step : StepTags.makersOfExpressions(operator)) {
          if (fragment.logical.steps().contains(step)) {
            pushedIntoLeaves.put(step, new PlanPipeline.Use(step, code, false, true, -1));
            pipelineOfLeaf.put(step, pipeline);
          }
        }
      }
      Set<Step> here = new HashSet<>(above);
      here.addAll(steps);
      return here;
    }
  }
}
