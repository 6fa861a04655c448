package spanglue.benchmarks;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What to measure.
 *
 * @param pairs of a traced and an untraced run, for each benchmark
 * @param rows of the large pipeline run
 * @param fewRows of the small one
 * @param only the benchmarks to run
 * @param out where the raw figures go
 */
record Options(int pairs, int rows, int fewRows, Set<String> only, Path out) {
  static final List<String> BENCHMARKS = List.of("start", "stages", "pipeline");
  static final String USAGE =
      """
      Usage: benchmarks/run [--pairs N] [--rows N] [--few-rows N] [--only NAME] [--out FILE]

      Runs each benchmark with and without tracing, in turn, and prints what tracing costs.
        start     a process from its start to its end: one Spark session, one small action
        stages    500 small Spark jobs in a warm process, in turns of 20
        pipeline  both Glue jobs on --rows listings and on --few-rows, in a warm process
      --pairs N     pairs of a traced and an untraced run of each (15)
      --rows N      listings of the large pipeline run (1000000)
      --few-rows N  listings of the small one (5000)
      --only NAME   runs this one alone; may be given several times
      --out FILE    the raw figures, as JSON (benchmarks/target/figures.json)
      """;

  private static final int DEFAULT_PAIRS = 15;

  /**
   * @throws IllegalArgumentException where an option is unknown or its value wrong
   */
  static Options of(String... args) {
    int pairs = DEFAULT_PAIRS;
    int rows = 1_000_000;
    int fewRows = 5_000;
    Set<String> only = new LinkedHashSet<>();
    Path out = Path.of("benchmarks", "target", "figures.json");
    Deque<String> left = new ArrayDeque<>(List.of(args));
    while (!left.isEmpty()) {
      String option = left.remove();
      String value = left.isEmpty() ? "" : left.remove();
      switch (option) {
        case "--pairs" -> pairs = number(option, value, 2);
        case "--rows" -> rows = number(option, value, 1_000);
        case "--few-rows" -> fewRows = number(option, value, 1_000);
        case "--only" -> only.add(known(value));
        case "--out" -> out = Path.of(value);
        default -> throw new IllegalArgumentException("option '" + option + "' is unknown");
      }
    }
    return new Options(
        pairs, rows, fewRows, only.isEmpty() ? new LinkedHashSet<>(BENCHMARKS) : only, out);
  }

  private static int number(String option, String value, int least) {
    if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < least) {
      throw new IllegalArgumentException(
          option + " is '" + value + "'; expected a number from " + least);
    }
    return Integer.parseInt(value);
  }

  private static String known(String name) {
    if (!BENCHMARKS.contains(name)) {
      throw new IllegalArgumentException(
          "--only is '" + name + "'; expected one of " + String.join(", ", BENCHMARKS));
    }
    return name;
  }
}
