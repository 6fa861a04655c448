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
 * longest.
 */
public final class KeptActions {
  private static final int MOST_ACTIONS = 256;
  private static final int MOST_STAGES = 512;
  private static final int MOST_STAGES_OF_ONE = 64;

  /** What is to become of an action that is over. */
  public enum Retention {
    /** It is no part of the report. */
    OMITTED,
    /** Stays while there is room. */
    ORDINARY,
    /** Stays where others go, however short it was. */
    PREFERRED
  }

  /** Which stages stay where there are too many: the failed ones and the longest. */
  static final Comparator<StageRecord> RETENTION_ORDER =
      Comparator.<StageRecord>comparingInt(stage -> stage.completion().hasFailed() ? 1 : 0)
          .thenComparingLong(stage -> stage.interval().millis());

  private record Kept(ActionRecord action, int rank, long millis) {}

  private final TopN<Kept> actions =
      new TopN<>(MOST_ACTIONS, Comparator.comparingInt(Kept::rank).thenComparingLong(Kept::millis));
  private Folded folded = Folded.NONE;

  void add(ActionRecord action, Retention retention) {
    int rank = action.completion().hasFailed() ? 2 : retention == Retention.PREFERRED ? 1 : 0;
    Kept out = actions.add(new Kept(slim(action), rank, action.interval().millis()));
    if (out != null) {
      folded = folded.plus(Folded.of(out.action()));
    }
  }

  /** With at most 512 stages in all. */
  RunRecord.Actions record() {
    List<ActionRecord> kept = new ArrayList<>(actions.kept().stream().map(Kept::action).toList());
    TopN<StageRecord> top = new TopN<>(MOST_STAGES, RETENTION_ORDER);
    kept.forEach(action -> action.stages().kept().forEach(top::add));
    Set<StageRecord> stay = Collections.newSetFromMap(new IdentityHashMap<>());
    stay.addAll(top.kept());
    kept.replaceAll(
        action -> only(action, action.stages().kept().stream().filter(stay::contains).toList()));
    kept.sort(
        Comparator.<ActionRecord, Instant>comparing(action -> action.interval().start())
            .thenComparing(ActionRecord::id));
    return new RunRecord.Actions(List.copyOf(kept), folded);
  }

  private static ActionRecord slim(ActionRecord action) {
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
