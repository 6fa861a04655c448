package spanglue.spark.internal.plan;

import java.time.Instant;
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
import spanglue.spark.internal.ledger.StageRecord;
import spanglue.spark.internal.plan.StepRun.ActionKey;
import spanglue.spark.internal.plan.StepRun.Label;

/**
 * What an action ran of the steps, by what the tasks of its stages counted: a segment whose metrics
 * moved in a stage ran there, whoever's plan it is of. One that was skipped, reused or read from a
 * cache moves none.
 */
final class ActionSteps {
  private static final int MOST_NAMES = 5;

  private final ActionRecord action;
  private final Map<Long, Segment> segmentOfMetric;
  private final Map<Segment, List<StageRecord>> ran = new LinkedHashMap<>();

  /** Steps that ran in the same stages share one map of them. */
  private final Map<List<StageRecord>, Map<String, Long>> millis = new HashMap<>();

  ActionSteps(ActionRecord action, Map<Long, Segment> segmentOfMetric) {
    this.action = action;
    this.segmentOfMetric = segmentOfMetric;
    for (StageRecord stage : action.stages()) {
      Set<Segment> inStage = new LinkedHashSet<>();
      for (long id : stage.metrics().ids()) {
        Segment segment = segmentOfMetric.get(id);
        if (segment != null) {
          inStage.add(segment);
        }
      }
      inStage.forEach(segment -> ran.computeIfAbsent(segment, s -> new ArrayList<>()).add(stage));
    }
  }

  /** The segments that the action ran. */
  Set<Segment> ran() {
    return ran.keySet();
  }

  /** The run of each step that an operator that ran is tied to, in no order. */
  Map<Step, StepRun> placed() {
    Map<Step, List<Segment>> segmentsOf = new HashMap<>();
    ran.keySet()
        .forEach(
            segment ->
                segment
                    .steps()
                    .forEach(
                        step ->
                            segmentsOf.computeIfAbsent(step, s -> new ArrayList<>()).add(segment)));
    Map<Step, StepRun> runs = new HashMap<>();
    segmentsOf.forEach((step, segments) -> runs.put(step, placed(step, segments)));
    return runs;
  }

  private StepRun placed(Step step, List<Segment> segments) {
    Set<Step> with = new HashSet<>();
    Set<Step> beside = new HashSet<>();
    boolean own = false;
    int copies = 0;
    for (Segment segment : segments) {
      with.addAll(segment.fusedWith(step));
      for (Segment.Use use : segment.uses) {
        if (use.step() == step) {
          own |= use.own();
          copies += use.top() ? 1 : 0;
        }
      }
    }
    List<StageRecord> stages = stages(segments);
    ran.forEach(
        (segment, in) -> {
          if (in.stream().anyMatch(stages::contains)) {
            beside.addAll(segment.steps());
          }
        });
    beside.remove(step);
    Label label = own ? Label.MEASURED : Label.FUSED;
    return run(
        label, stages, names(with), !beside.isEmpty(), Math.max(1, copies), rows(step, segments));
  }

  /** The run of a step that has no operator, in a plan that ran. */
  StepRun unplaced(Collection<Segment> plan, Collection<Step> others) {
    List<StageRecord> stages = stages(plan.stream().filter(ran::containsKey).toList());
    return run(Label.UNMEASURED, stages, List.of(), !others.isEmpty(), 1, null);
  }

  /** A step of which it is not known in which of the action's stages it ran, or whether. */
  StepRun supposed() {
    return run(Label.UNMEASURED, List.of(), List.of(), action.stagesRun() > 0, 0, null);
  }

  private StepRun run(
      Label label,
      List<StageRecord> stages,
      List<String> with,
      boolean shared,
      int copies,
      @Nullable Long rows) {
    Instant start =
        stages.stream()
            .map(StageRecord::start)
            .min(Comparator.naturalOrder())
            .orElse(action.start());
    Instant end =
        stages.stream().map(StageRecord::end).max(Comparator.naturalOrder()).orElse(action.end());
    return new StepRun(
        new ActionKey(action.id(), action.name()),
        label,
        start,
        end,
        with,
        shared,
        copies,
        rows,
        millis.computeIfAbsent(stages, ActionSteps::millisOf));
  }

  private static Map<String, Long> millisOf(List<StageRecord> stages) {
    Map<String, Long> millis = new TreeMap<>();
    for (StageRecord stage : stages) {
      millis.put(stage.stageId() + "." + stage.attempt(), stage.figures().taskMillis());
    }
    return millis;
  }

  private List<StageRecord> stages(Collection<Segment> segments) {
    Set<StageRecord> stages = new LinkedHashSet<>();
    segments.forEach(segment -> stages.addAll(ran.getOrDefault(segment, List.of())));
    return List.copyOf(stages);
  }

  /**
   * What the step's topmost operator counted: known where there is one, and its segment ran once,
   * for a second run of it counts on.
   */
  private @Nullable Long rows(Step step, List<Segment> segments) {
    List<Segment.Use> tops = new ArrayList<>();
    for (Segment segment : segments) {
      segment.uses.stream().filter(use -> use.step() == step && use.top()).forEach(tops::add);
    }
    Segment counting = tops.size() == 1 ? segmentOfMetric.get(tops.get(0).rowsMetric()) : null;
    List<StageRecord> stages = counting == null ? List.of() : ran.getOrDefault(counting, List.of());
    if (counting == null
        || counting.ranBefore
        || stages.size() != 1
        || stages.get(0).attempt() > 0) {
      return null;
    }
    // Of a count of zero there is no update.
    return Math.max(0, stages.get(0).metrics().value(tops.get(0).rowsMetric()));
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
