package spanglue.spark.internal.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.ledger.ActionRecord.Stages;

/**
 * The actions that a report tells one by one, in bounded memory: the failed ones, those with the
 * first materialization of a named step, and the longest; of their stages the failed ones and the
 * longest. Plans stay of the longest actions.
 */
public final class KeptActions {
  private static final int MOST_STAGES_OF_ONE = 64;

  /** Of all plans together, some 300 bytes each. */
  static final int MOST_OPERATORS = 50_000;

  /** What is to become of an action that is over. */
  public enum Retention {
    /** It is no part of the report. */
    OMITTED,
    /** It is in the trace already. */
    TOLD,
    /** Stays while there is room. */
    ORDINARY,
    /** Stays where others go, however short it was. */
    PREFERRED
  }

  /** Which stages stay where there are too many: the failed ones and the longest. */
  static final Comparator<StageRecord> RETENTION_ORDER =
      Comparator.<StageRecord>comparingInt(stage -> stage.completion().hasFailed() ? 1 : 0)
          .thenComparingLong(stage -> stage.interval().millis());

  private record Kept(ActionRecord action, int rank, long millis) {
    Kept only(Set<StageRecord> stay) {
      List<StageRecord> stages = action.stages().kept();
      return stay.containsAll(stages)
          ? this
          : new Kept(
              KeptActions.only(action, stages.stream().filter(stay::contains).toList()),
              rank,
              millis);
    }

    Kept with(Set<ActionRecord> planned) {
      return planned.contains(action) ? this : new Kept(action.withoutPlan(), rank, millis);
    }
  }

  private static final Comparator<ActionRecord> BY_START =
      Comparator.<ActionRecord, Instant>comparing(action -> action.interval().start())
          .thenComparing(ActionRecord::id);

  private static final Comparator<Kept> ORDER =
      Comparator.comparingInt(Kept::rank).thenComparingLong(Kept::millis);

  private final MostSpans most;
  private TopN<Kept> actions;
  private final List<ActionRecord> told = new ArrayList<>();
  private Folded folded = Folded.NONE;

  /** Stages that are kept, and those of actions that were. */
  private long stages;

  /** The like of the operators of plans. */
  private long operators;

  KeptActions(MostSpans most) {
    this.most = most;
    this.actions = new TopN<>(most.actions(), ORDER);
  }

  void add(ActionRecord action, Retention retention) {
    if (retention == Retention.TOLD) {
      told.add(slim(action));
      planned(action);
      return;
    }
    int rank = action.completion().hasFailed() ? 2 : retention == Retention.PREFERRED ? 1 : 0;
    ActionRecord slim = slim(action);
    Kept out = actions.add(new Kept(slim, rank, action.interval().millis()));
    if (out != null) {
      folded = folded.plus(Folded.of(out.action()));
    }
    stages += slim.stages().kept().size();
    // Twice as many before the shortest go, so that not every action is looked at for each.
    if (stages > 2L * most.stages()) {
      foldStages();
    }
    planned(action);
  }

  private void planned(ActionRecord action) {
    operators += operatorsOf(action);
    if (operators > 2L * MOST_OPERATORS) {
      foldPlans();
    }
  }

  private static long operatorsOf(ActionRecord action) {
    return action.plan() == null ? 0 : action.plan().nodes().size();
  }

  /** Leaves no more operators than may stay, of the longest actions. */
  private void foldPlans() {
    List<ActionRecord> longestFirst = new ArrayList<>(told);
    actions.kept().forEach(one -> longestFirst.add(one.action()));
    longestFirst.sort(
        Comparator.<ActionRecord>comparingLong(action -> action.interval().millis()).reversed());
    Set<ActionRecord> stay = Collections.newSetFromMap(new IdentityHashMap<>());
    operators = 0;
    for (ActionRecord action : longestFirst) {
      long its = operatorsOf(action);
      if (operators + its <= MOST_OPERATORS) {
        operators += its;
        stay.add(action);
      }
    }
    List<Kept> all = actions.kept();
    actions = new TopN<>(most.actions(), ORDER);
    all.forEach(one -> actions.add(one.with(stay)));
    told.replaceAll(action -> stay.contains(action) ? action : action.withoutPlan());
  }

  /** Leaves no more stages than may stay. */
  private void foldStages() {
    List<Kept> all = actions.kept();
    TopN<StageRecord> top = new TopN<>(most.stages(), RETENTION_ORDER);
    all.forEach(one -> one.action().stages().kept().forEach(top::add));
    Set<StageRecord> stay = Collections.newSetFromMap(new IdentityHashMap<>());
    stay.addAll(top.kept());
    actions = new TopN<>(most.actions(), ORDER);
    all.forEach(one -> actions.add(one.only(stay)));
    stages = stay.size();
  }

  /** Those that stayed so far, which count as told from now on; by their starts. */
  List<ActionRecord> tell() {
    foldStages();
    List<ActionRecord> kept = actions.kept().stream().map(Kept::action).sorted(BY_START).toList();
    told.addAll(kept);
    actions = new TopN<>(most.actions(), ORDER);
    stages = 0;
    return kept;
  }

  RunRecord.Actions record() {
    foldStages();
    foldPlans();
    List<ActionRecord> kept = new ArrayList<>(actions.kept().stream().map(Kept::action).toList());
    kept.addAll(told);
    kept.sort(BY_START);
    return new RunRecord.Actions(List.copyOf(kept), folded);
  }

  static ActionRecord slim(ActionRecord action) {
    TopN<StageRecord> top = new TopN<>(MOST_STAGES_OF_ONE, RETENTION_ORDER);
    action.stages().kept().forEach(top::add);
    ActionRecord slim = only(action, inOrder(top.kept()));
    List<StageRecord> plain =
        slim.stages().kept().stream().map(StageRecord::withoutAccumulators).toList();
    return slim.with(new Stages(plain, slim.stages().folded()));
  }

  private static ActionRecord only(ActionRecord action, List<StageRecord> stages) {
    return action.with(action.stages().only(stages));
  }

  /** By their ends. */
  static List<StageRecord> inOrder(List<StageRecord> stages) {
    return stages.stream().sorted(Comparator.comparing(stage -> stage.interval().end())).toList();
  }

  /** Keeps the greatest so many of what it is given. */
  static final class TopN<T> {
    private final int capacity;
    private final PriorityQueue<T> smallestFirst;

    TopN(int capacity, Comparator<? super T> order) {
      this.capacity = capacity;
      this.smallestFirst = new PriorityQueue<>(order);
    }

    /** Returns what there is no room for: the smallest, which may be {@code item}; null if none. */
    @Nullable T add(T item) {
      smallestFirst.add(item);
      return smallestFirst.size() > capacity ? smallestFirst.poll() : null;
    }

    /** What was kept, in no order. */
    List<T> kept() {
      return List.copyOf(smallestFirst);
    }
  }
}
