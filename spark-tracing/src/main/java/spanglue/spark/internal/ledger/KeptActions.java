package spanglue.spark.internal.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The actions that a report tells one by one, in bounded memory: the failed ones, those with the
 * first run of a named step, and the longest; of their stages the failed ones and the longest.
 */
public final class KeptActions {
  private static final int MOST_ACTIONS = 256;
  private static final int MOST_STAGES = 512;
  private static final int MOST_STAGES_OF_ONE = 64;

  private record Kept(ActionRecord action, int rank, long millis) {}

  private final Longest<Kept> actions =
      new Longest<>(
          MOST_ACTIONS, Comparator.comparingInt(Kept::rank).thenComparingLong(Kept::millis));
  private long folded;
  private long foldedMillis;

  public void add(ActionRecord action, boolean wanted) {
    int rank = action.outcome() == Outcome.FAILED ? 2 : wanted ? 1 : 0;
    long millis = Duration.between(action.start(), action.end()).toMillis();
    Kept out = actions.add(new Kept(slim(action), rank, millis));
    if (out != null) {
      folded++;
      foldedMillis += out.millis();
    }
  }

  long folded() {
    return folded;
  }

  double foldedSeconds() {
    return foldedMillis / 1e3;
  }

  /** In the order of their starts, with at most 512 stages in all. */
  List<ActionRecord> kept() {
    List<ActionRecord> kept = new ArrayList<>(actions.kept().stream().map(Kept::action).toList());
    Longest<StageRecord> longest = new Longest<>(MOST_STAGES, StageOrder.KEPT_LAST);
    kept.forEach(action -> action.stages().forEach(longest::add));
    Set<StageRecord> stay = Collections.newSetFromMap(new IdentityHashMap<>());
    stay.addAll(longest.kept());
    kept.replaceAll(
        action -> action.withStages(action.stages().stream().filter(stay::contains).toList()));
    kept.sort(Comparator.comparing(ActionRecord::start).thenComparing(ActionRecord::id));
    return kept;
  }

  private static ActionRecord slim(ActionRecord action) {
    Longest<StageRecord> longest = new Longest<>(MOST_STAGES_OF_ONE, StageOrder.KEPT_LAST);
    action.stages().forEach(stage -> longest.add(stage.withoutMetrics()));
    List<StageRecord> stages = longest.kept();
    stages.sort(Comparator.comparing(StageRecord::end));
    return action.withStages(stages);
  }
}
