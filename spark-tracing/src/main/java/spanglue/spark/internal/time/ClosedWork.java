package spanglue.spark.internal.time;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import spanglue.spark.internal.time.TimeRecord.UnitId;
import spanglue.spark.internal.time.TimeRecord.Work;
import spanglue.spark.vocabulary.TimeClass;

/** The parts of the units that are over: of those that took longest. */
final class ClosedWork {
  private final int most;
  private final Map<UnitId, Parts> kept = new LinkedHashMap<>();

  ClosedWork(int most) {
    this.most = most;
  }

  void add(OpenUnit unit) {
    kept.computeIfAbsent(unit.id, key -> new Parts()).add(unit.parts, 1);
    // Twice as many before the shortest go, so that not every unit is compared with all.
    if (kept.size() > 2 * most) {
      shrink();
    }
  }

  Work record() {
    shrink();
    Map<Long, Map<TimeClass, Double>> executions = new HashMap<>();
    Map<Long, Map<TimeClass, Double>> jobs = new HashMap<>();
    kept.forEach((key, parts) -> (key.isExecution() ? executions : jobs).put(key.id(), map(parts)));
    return new Work(executions, jobs);
  }

  private void shrink() {
    kept.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<UnitId, Parts>>comparingDouble(entry -> entry.getValue().sum())
                .reversed())
        .skip(most)
        .map(Map.Entry::getKey)
        .toList()
        .forEach(kept::remove);
  }

  private static Map<TimeClass, Double> map(Parts parts) {
    Map<TimeClass, Double> map = new EnumMap<>(TimeClass.class);
    for (TimeClass its : TimeClass.values()) {
      if (parts.get(its) > 0) {
        map.put(its, parts.get(its));
      }
    }
    return map;
  }
}
