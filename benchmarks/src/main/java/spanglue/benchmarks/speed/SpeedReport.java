package spanglue.benchmarks.speed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The runs as a table and as a plot: of each program and size the medians. Programs are compared by
 * their processor time, which other programs of the machine change least.
 */
record SpeedReport(List<Run> runs) {
  private static final Map<String, String> TITLES =
      Map.of(
          "jobs", "both jobs",
          "before", "both jobs before",
          "duckdb", "DuckDB, the same rules",
          "pandas", "pandas");

  String table() {
    StringBuilder table = new StringBuilder();
    table.append("| listings | | runs | s | processor s | peak MB | processor s, to the jobs' |\n");
    table.append("|---|---|---|---|---|---|---|\n");
    for (int rows : runs.stream().map(Run::rows).distinct().sorted().toList()) {
      double jobs = median("jobs", rows, Taken::cpuSeconds);
      for (String program : programs(rows)) {
        double cpuSeconds = median(program, rows, Taken::cpuSeconds);
        table.append(
            String.format(
                Locale.ROOT,
                "| %,d | %s | %d | %.1f | %.1f | %,.0f | %s |%n",
                rows,
                TITLES.getOrDefault(program, program),
                of(program, rows).size(),
                median(program, rows, Taken::seconds),
                cpuSeconds,
                median(program, rows, Taken::peakMegabytes),
                jobs > 0 ? String.format(Locale.ROOT, "%.2f", cpuSeconds / jobs) : ""));
      }
    }
    return table.toString();
  }

  /** The medians of processor seconds, as SVG. */
  String plot() {
    Map<String, List<LogLogPlot.Point>> lines = new LinkedHashMap<>();
    for (int rows : runs.stream().map(Run::rows).distinct().sorted().toList()) {
      for (String program : programs(rows)) {
        lines
            .computeIfAbsent(program, name -> new ArrayList<>())
            .add(new LogLogPlot.Point(rows, median(program, rows, Taken::cpuSeconds)));
      }
    }
    return LogLogPlot.of(lines);
  }

  private List<String> programs(int rows) {
    return runs.stream().filter(run -> run.rows() == rows).map(Run::program).distinct().toList();
  }

  private List<Run> of(String program, int rows) {
    return runs.stream()
        .filter(run -> run.program().equals(program) && run.rows() == rows)
        .toList();
  }

  /** 0 where there are none. */
  private double median(String program, int rows, ToDoubleFunction<Taken> figure) {
    double[] sorted =
        of(program, rows).stream().map(Run::taken).mapToDouble(figure).sorted().toArray();
    int half = sorted.length / 2;
    if (sorted.length == 0) {
      return 0;
    }
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
