package spanglue.benchmarks.speed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to measure.
 *
 * @param rows of each file
 * @param rounds in each of which every program runs once on every file; 0 to tell only what was
 *     measured before
 * @param only the programs to run; empty for all
 * @param against another checkout, whose jobs run too; null for none
 * @param docs whether to put the result into the documentation
 */
record SpeedOptions(
    List<Integer> rows, int rounds, List<String> only, @Nullable Path against, boolean docs) {
  static final String USAGE =
      """
      Usage: benchmarks/speed [--rows N,N] [--rounds N] [--only NAME,NAME] [--against DIR] [--docs]

      Runs both jobs as ./spanglue local does, DuckDB with the same rules, and pandas, one after the
      other, and prints what each took. Needs Linux's /proc.
      --rows N,N      listings of the files (100000,1000000,10000000)
      --rounds N      in each of which every program runs once on every file (3); 0 runs none, and
                      prints what was measured before
      --only NAME,..  of jobs, before, duckdb and pandas
      --against DIR   another checkout of this repository: its jobs run too, as "before"
      --docs          writes docs/performance.md and docs/pictures/speed.svg anew
      What was measured is kept in benchmarks/target/speed/runs.tsv; delete it to begin anew.
      """;

  /**
   * @throws IllegalArgumentException where an option is unknown or its value wrong
   */
  static SpeedOptions of(String... args) {
    List<Integer> rows = List.of(100_000, 1_000_000, 10_000_000);
    int rounds = 3;
    List<String> only = List.of();
    Path against = null;
    boolean docs = false;
    Deque<String> left = new ArrayDeque<>(List.of(args));
    while (!left.isEmpty()) {
      String option = left.remove();
      switch (option) {
        case "--rows" -> rows = split(left).map(n -> number(option, n, 1_000)).toList();
        case "--rounds" -> rounds = number(option, String.valueOf(left.poll()), 0);
        case "--only" -> only = split(left).toList();
        case "--against" -> against = checkout(String.valueOf(left.poll()));
        case "--docs" -> docs = true;
        default -> throw new IllegalArgumentException("option '" + option + "' is unknown");
      }
    }
    return new SpeedOptions(rows, rounds, only, against, docs);
  }

  private static Stream<String> split(Deque<String> left) {
    return Stream.of(String.valueOf(left.poll()).split(",", -1));
  }

  private static int number(String option, String value, int least) {
    if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < least) {
      throw new IllegalArgumentException(
          option + " is '" + value + "'; expected a number from " + least);
    }
    return Integer.parseInt(value);
  }

  private static Path checkout(String folder) {
    Path home = Path.of(folder).toAbsolutePath().normalize();
    if (!Files.isExecutable(home.resolve("spanglue"))) {
      throw new IllegalArgumentException("--against is '" + folder + "'; it has no ./spanglue");
    }
    return home;
  }
}
