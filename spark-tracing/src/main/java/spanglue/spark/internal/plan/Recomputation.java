package spanglue.spark.internal.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import spanglue.spark.internal.plan.Findings.Finding;
import spanglue.spark.internal.plan.Findings.Kind;

/**
 * Steps that were computed more than once; those that the same actions computed are one finding.
 */
final class Recomputation {
  private Recomputation() {}

  static List<Finding> of(Collection<StepHistory> histories) {
    Map<List<Long>, List<StepHistory>> alike = new LinkedHashMap<>();
    for (StepHistory history : histories) {
      if (times(history) > 1) {
        alike
            .computeIfAbsent(
                history.materializations.stream().map(one -> one.action().id()).toList(),
                actions -> new ArrayList<>())
            .add(history);
      }
    }
    return alike.values().stream().map(Recomputation::finding).toList();
  }

  private static Finding finding(List<StepHistory> steps) {
    steps.sort(Comparator.comparingLong(history -> history.step.id));
    StepHistory last = steps.get(steps.size() - 1);
    boolean once = last.materializations.size() == 1;
    Map<String, Long> again = new HashMap<>();
    Set<String> actions = new LinkedHashSet<>();
    for (StepHistory history : steps) {
      for (int i = 0; i < history.materializations.size(); i++) {
        actions.add("'" + history.materializations.get(i).action().name() + "'");
        if (i > 0 || once) {
          again.putAll(history.materializations.get(i).stages());
        }
      }
    }
    double seconds = again.values().stream().mapToLong(Long::longValue).sum() / 1e3;
    int times = steps.stream().mapToInt(Recomputation::times).max().orElse(0);
    String named =
        steps.size() == 1
            ? "step '%s' was".formatted(last.step.name)
            : "%d steps, '%s' to '%s', were"
                .formatted(steps.size(), steps.get(0).step.name, last.step.name);
    return new Finding(
        Kind.RECOMPUTED,
        seconds,
        String.format(
            Locale.ROOT,
            "%s computed %d times, by %s; the stages that %s took %.1f task seconds:"
                + " persist what '%s' returns",
            named,
            times,
            String.join(", ", actions),
            once ? "did" : "did so again",
            seconds,
            last.step.name));
  }

  private static int times(StepHistory history) {
    return history.materializations.stream().mapToInt(Materialization::copies).sum();
  }
}
