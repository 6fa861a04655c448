package spanglue.spark.internal.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.ledger.ActionRecord;
import spanglue.spark.internal.ledger.ActionRecord.Interval;
import spanglue.spark.internal.ledger.AggregatedTaskMetrics.Figure;
import spanglue.spark.internal.ledger.StageRecord;
import spanglue.spark.internal.plan.Materialization.ActionKey;
import spanglue.spark.internal.plan.Materialization.Label;

/**
 * What an action ran of the steps, by what the tasks of its stages counted: a pipeline whose
 * metrics changed in a stage ran there, whoever's plan it is of. One that was skipped, reused or
 * read from a cache changes none.
 */
final class ActionSteps {
  private static final int MOST_NAMES = 5;

  private final ActionRecord action;
  private final Map<Long, PlanPipeline> pipelineOfMetric;
  private final Map<PlanPipeline, List<StageRecord>> ran = new LinkedHashMap<>();

  /** Steps that ran in the same stages share one map of them. */
  private final Map<List<StageRecord>, Map<String, Long>> millis = new HashMap<>();

  ActionSteps(ActionRecord action, Map<Long, PlanPipeline> pipelineOfMetric) {
    this.action = action;
    this.pipelineOfMetric = pipelineOfMetric;
    for (StageRecord stage : action.stages().kept()) {
      Set<PlanPipeline> inStage = new LinkedHashSet<>();
      for (long id : stage.accumulators().ids()) {
        PlanPipeline pipeline = pipelineOfMetric.get(id);
        if (pipeline != null) {
          inStage.add(pipeline);
        }
      }
      inStage.forEach(pipeline -> ran.computeIfAbsent(pipeline, s -> new ArrayList<>()).add(stage));
    }
  }

  /** The pipelines that the action ran. */
  Set<PlanPipeline> ran() {
    return ran.keySet();
  }

  /** Each step that an operator that ran is tied to, in no order. */
  Map<Step, Materialization> attributed() {
    Map<Step, List<PlanPipeline>> pipelinesOf = new HashMap<>();
    ran.keySet()
        .forEach(
            pipeline ->
                pipeline
                    .steps()
                    .forEach(
                        step ->
                            pipelinesOf
                                .computeIfAbsent(step, s -> new ArrayList<>())
                                .add(pipeline)));
    Map<Step, Materialization> attributed = new HashMap<>();
    pipelinesOf.forEach((step, pipelines) -> attributed.put(step, attributed(step, pipelines)));
    return attributed;
  }

  private Materialization attributed(Step step, List<PlanPipeline> pipelines) {
    Set<Step> with = new HashSet<>();
    Set<Step> beside = new HashSet<>();
    boolean own = false;
    int copies = 0;
    for (PlanPipeline pipeline : pipelines) {
      with.addAll(pipeline.fusedWith(step));
      for (PlanPipeline.Use use : pipeline.uses) {
        if (use.step() == step) {
          own |= use.own();
          copies += use.top() ? 1 : 0;
        }
      }
    }
    List<StageRecord> stages = stages(pipelines);
    ran.forEach(
        (pipeline, in) -> {
          if (in.stream().anyMatch(stages::contains)) {
            beside.addAll(pipeline.steps());
          }
        });
    beside.remove(step);
    Label label = own ? Label.MEASURED : Label.FUSED;
    return materialization(
        label, stages, names(with), !beside.isEmpty(), Math.max(1, copies), rows(step, pipelines));
  }

  /** A step that has no operator, in a plan that ran. */
  Materialization unattributed(Collection<PlanPipeline> plan, Collection<Step> others) {
    List<StageRecord> stages = stages(plan.stream().filter(ran::containsKey).toList());
    return materialization(Label.UNMEASURED, stages, List.of(), !others.isEmpty(), 1, null);
  }

  /** A step of which it is not known in which of the action's stages it ran, or whether. */
  Materialization assumed() {
    return materialization(
        Label.UNMEASURED, List.of(), List.of(), action.stages().ran() > 0, 0, null);
  }

  private Materialization materialization(
      Label label,
      List<StageRecord> stages,
      List<String> with,
      boolean shared,
      int copies,
      @Nullable Long rows) {
    var start =
        stages.stream()
            .map(stage -> stage.interval().start())
            .min(Comparator.naturalOrder())
            .orElse(action.interval().start());
    var end =
        stages.stream()
            .map(stage -> stage.interval().end())
            .max(Comparator.naturalOrder())
            .orElse(action.interval().end());
    return new Materialization(
        new ActionKey(action.id(), action.name()),
        label,
        new Interval(start, end),
        with,
        shared,
        copies,
        rows,
        millis.computeIfAbsent(stages, ActionSteps::millisOf));
  }

  private static Map<String, Long> millisOf(List<StageRecord> stages) {
    Map<String, Long> millis = new TreeMap<>();
    for (StageRecord stage : stages) {
      millis.put(
          stage.identity().stageId() + "." + stage.identity().attempt(),
          stage.metrics().get(Figure.DURATION));
    }
    return millis;
  }

  private List<StageRecord> stages(Collection<PlanPipeline> pipelines) {
    Set<StageRecord> stages = new LinkedHashSet<>();
    pipelines.forEach(pipeline -> stages.addAll(ran.getOrDefault(pipeline, List.of())));
    return List.copyOf(stages);
  }

  /**
   * What the step's topmost operator counted: known where there is one, and its pipeline ran once,
   * for a second run of it counts on.
   */
  private @Nullable Long rows(Step step, List<PlanPipeline> pipelines) {
    List<PlanPipeline.Use> tops = new ArrayList<>();
    for (PlanPipeline pipeline : pipelines) {
      pipeline.uses.stream().filter(use -> use.step() == step && use.top()).forEach(tops::add);
    }
    PlanPipeline counting =
        tops.size() == 1 ? pipelineOfMetric.get(tops.get(0).rowsMetric()) : null;
    List<StageRecord> stages = counting == null ? List.of() : ran.getOrDefault(counting, List.of());
    if (counting == null
        || counting.ranBefore
        || stages.size() != 1
        || stages.get(0).identity().attempt() > 0) {
      return null;
    }
    // An operator that put out no row has updated no count: the accumulator is not there.
    return Math.max(0, stages.get(0).accumulators().value(tops.get(0).rowsMetric()));
  }

  /** A long chain of steps would name itself once for each of them. */
  private static List<String> names(Set<Step> steps) {
    List<String> names = new ArrayList<>();
    steps.stream()
        .sorted(Comparator.comparingLong(step -> step.id))
        .limit(MOST_NAMES)
        .forEach(step -> names.add(step.name));
    if (steps.size() > MOST_NAMES) {
      names.add("and " + (steps.size() - MOST_NAMES) + " more");
    }
    return names;
  }
}
