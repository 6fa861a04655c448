package spanglue.spark.internal.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.ledger.ActionRecord;
import spanglue.spark.internal.ledger.RunRecord;
import spanglue.spark.internal.time.TimeRecord;
import spanglue.spark.internal.time.TimeRecord.Gap;
import spanglue.spark.internal.time.TimeRecord.PathStage;
import spanglue.spark.vocabulary.TimeClass;

/**
 * What of the critical path lies in which action, stage and gap.
 *
 * <p>The rule: a stage on the path is its action's. What lies between two stages is, where one of
 * them is in an action that was open then, that action's, the later one's first; else it is that of
 * another that was open, the first that began; else no action's.
 */
final class PathShares {
  private static final int MOST_NAMES = 10;

  private final List<ActionRecord> actions;

  /** The latest end of an action up to that place, so that those long over need no look. */
  private final long[] latestEnds;

  private final Map<String, Long> byStage;
  private final Map<Long, Long> byAction = new HashMap<>();

  /** The stretches of the path without a task, by their starts. */
  private final NavigableMap<Long, Long> waits = new TreeMap<>();

  /** The first action that may not be over. */
  private int first;

  PathShares(RunRecord run, TimeRecord times) {
    actions = run.actions().kept();
    latestEnds = new long[actions.size()];
    long latest = Long.MIN_VALUE;
    for (int i = 0; i < latestEnds.length; i++) {
      latest = Math.max(latest, end(actions.get(i)));
      latestEnds[i] = latest;
    }
    byStage = times.path().millisByStage();
    divide(times);
  }

  /** As a list for the root: {@code cpu 1.234 s}. */
  static List<String> classes(TimeRecord times) {
    Map<String, Long> byName = new LinkedHashMap<>();
    for (Map.Entry<TimeClass, Long> one : times.path().classes().entrySet()) {
      byName.put(one.getKey().spanName(), one.getValue());
    }
    return longest(byName, byName.size());
  }

  /** The like, of actions. */
  List<String> actions() {
    Map<String, Long> byName = new LinkedHashMap<>();
    for (ActionRecord action : actions) {
      byName.merge(action.name(), of(action), Long::sum);
    }
    return longest(byName, MOST_NAMES);
  }

  long of(ActionRecord action) {
    return byAction.getOrDefault(action.id(), 0L);
  }

  /** By the name of a stage's span. */
  long ofStage(String name) {
    return byStage.getOrDefault(name, 0L);
  }

  /** While nothing is asked of Spark no task runs, so that every chain waits. */
  long of(Gap gap) {
    if (gap.unit() == null) {
      return gap.millis();
    }
    Long from = waits.floorKey(gap.startMillis());
    long millis = 0;
    for (Map.Entry<Long, Long> wait :
        waits.subMap(from == null ? gap.startMillis() : from, gap.endMillis()).entrySet()) {
      long start = Math.max(wait.getKey(), gap.startMillis());
      millis += Math.max(0, Math.min(wait.getValue(), gap.endMillis()) - start);
    }
    return millis;
  }

  private void divide(TimeRecord times) {
    Map<String, ActionRecord> ofStage = new HashMap<>();
    for (ActionRecord action : actions) {
      action.stages().kept().forEach(stage -> ofStage.put(stage.identity().text(), action));
    }
    long now = times.startMillis();
    ActionRecord before = null;
    for (PathStage stage : times.path().stages()) {
      ActionRecord action = ofStage.get(stage.name());
      divide(now, stage.startMillis(), before, action);
      if (action == null) {
        divideAmongOpen(stage.startMillis(), stage.endMillis());
      } else {
        // Tasks of what was cancelled may end after their action.
        long end = Math.min(stage.endMillis(), end(action));
        add(action, Math.max(0, end - Math.max(stage.startMillis(), start(action))));
      }
      now = stage.endMillis();
      before = action;
    }
    divide(now, times.endMillis(), before, null);
  }

  private void divide(
      long from, long to, @Nullable ActionRecord before, @Nullable ActionRecord after) {
    if (to <= from) {
      return;
    }
    waits.put(from, to);
    long untilAfter = after == null ? to : Math.max(from, Math.min(to, start(after)));
    long sinceBefore = before == null ? from : Math.max(from, Math.min(untilAfter, end(before)));
    if (after != null) {
      add(after, to - untilAfter);
    }
    if (before != null) {
      add(before, sinceBefore - from);
    }
    divideAmongOpen(sinceBefore, untilAfter);
  }

  private void divideAmongOpen(long from, long to) {
    while (first < actions.size() && latestEnds[first] <= from) {
      first++;
    }
    long now = from;
    for (int i = first; i < actions.size() && start(actions.get(i)) < to; i++) {
      long end = Math.min(to, end(actions.get(i)));
      long start = Math.max(now, start(actions.get(i)));
      if (end > start) {
        add(actions.get(i), end - start);
        now = end;
      }
    }
  }

  private void add(ActionRecord action, long millis) {
    byAction.merge(action.id(), millis, Long::sum);
  }

  private static long start(ActionRecord action) {
    return action.interval().start().toEpochMilli();
  }

  private static long end(ActionRecord action) {
    return action.interval().end().toEpochMilli();
  }

  private static List<String> longest(Map<String, Long> millis, int most) {
    List<Map.Entry<String, Long>> entries = new ArrayList<>(millis.entrySet());
    entries.removeIf(entry -> entry.getValue() <= 0);
    entries.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
    return entries.stream()
        .limit(most)
        .map(entry -> entry.getKey() + " " + entry.getValue() / 1e3 + " s")
        .toList();
  }
}
