package spanglue.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Does a piece of work with and without tracing in turn; every other pair begins with tracing. */
final class Pairs {
  /** Work that is done twice. */
  @FunctionalInterface
  interface Work {
    Pair run(boolean tracedFirst) throws Exception;
  }

  /** Work, under a meter of its own. */
  @FunctionalInterface
  interface Run {
    Cost run(boolean traced) throws Exception;
  }

  private Pairs() {}

  /** One run right after the other. */
  static Work of(Run run) {
    return tracedFirst -> {
      Cost first = run.run(tracedFirst);
      Cost second = run.run(!tracedFirst);
      return tracedFirst ? new Pair(first, second) : new Pair(second, first);
    };
  }

  /**
   * Runs pairs of one work after the other, so that a change of the machine's mood meets all alike.
   *
   * @param works by name
   * @param warmUps pairs to run first and not to count
   * @return the pairs by the work's name
   */
  static Map<String, List<Pair>> run(Map<String, Work> works, int warmUps, int count)
      throws Exception {
    Map<String, List<Pair>> pairs = new LinkedHashMap<>();
    for (int i = -warmUps; i < count; i++) {
      boolean tracedFirst = Math.floorMod(i, 2) == 1;
      for (Map.Entry<String, Work> work : works.entrySet()) {
        Pair pair = work.getValue().run(tracedFirst);
        say(work.getKey(), i < 0 ? "warm-up" : i + 1 + "/" + count, pair);
        if (i >= 0) {
          pairs.computeIfAbsent(work.getKey(), name -> new ArrayList<>()).add(pair);
        }
      }
    }
    return pairs;
  }

  private static void say(String name, String number, Pair pair) {
    System.err.printf(
        "%s %s: traced %.3f s (cpu %.3f, of tracing %.3f), untraced %.3f s (cpu %.3f)%n",
        name,
        number,
        pair.traced().seconds(),
        pair.traced().cpuSeconds(),
        pair.traced().tracingCpuSeconds(),
        pair.untraced().seconds(),
        pair.untraced().cpuSeconds());
  }
}
