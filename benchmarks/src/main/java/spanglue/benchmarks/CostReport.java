package spanglue.benchmarks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * What was measured, and what it means.
 *
 * @param machine processors, memory and Java
 * @param options what was asked for
 * @param pairs by benchmark
 * @param lines of the table
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CostReport(
    Map<String, String> machine,
    Map<String, Integer> options,
    Map<String, List<Pair>> pairs,
    List<Line> lines) {
  private static final double MEGABYTE = 1024 * 1024;

  /**
   * One figure.
   *
   * @param atMost what it should be
   */
  record Line(String figure, String unit, ConfidenceInterval value, double atMost) {
    private static final String FORMAT = "%-58s %9s %9s %9s %9s  %-5s %s%n";

    static String head() {
      return FORMAT.formatted("with tracing", "mean", "low", "high", "median", "", "at most");
    }

    String text() {
      return FORMAT.formatted(
          figure,
          digits(value.mean()),
          digits(value.low()),
          digits(value.high()),
          digits(value.median()),
          unit,
          atMost > 0 ? String.valueOf(atMost) : "");
    }

    private static String digits(double number) {
      return "%.4f".formatted(number);
    }
  }

  static CostReport of(Options options, Map<String, List<Pair>> pairs) {
    List<Line> lines = new ArrayList<>();
    List<Pair> start = pairs.get("start");
    List<Pair> stages = pairs.get("stages");
    if (start != null) {
      lines.add(more("fixed: an empty job's process, time", start, Cost::seconds, 0.5));
      lines.add(waited("fixed: an empty job's process, waiting for tracing", start));
      lines.add(more("fixed: an empty job's process, processor time", start, Cost::cpuSeconds, 0));
      lines.add(megabytes("an empty job's process, heap", start, Cost::heapBytes));
      lines.add(megabytes("an empty job's process, code", start, Cost::codeBytes));
    }
    if (stages != null) {
      lines.add(times("500 small jobs, time", stages, Cost::seconds, 1.03));
      lines.add(times("500 small jobs, processor time", stages, Cost::cpuSeconds, 0));
      lines.add(share("500 small jobs, tracing's own processor time", stages));
      lines.add(megabytes("500 small jobs, heap", stages, Cost::heapBytes));
    }
    pipeline(options, pairs, lines);
    return new CostReport(
        thisMachine(),
        Map.of("pairs", options.pairs(), "rows", options.rows(), "few rows", options.fewRows()),
        pairs,
        lines);
  }

  private static void pipeline(Options options, Map<String, List<Pair>> pairs, List<Line> lines) {
    List<Pair> many = pairs.get("many rows");
    List<Pair> few = pairs.get("few rows");
    if (many == null || few == null) {
      return;
    }
    String rows = options.rows() + " rows, ";
    lines.add(times("pipeline on " + rows + "time", many, Cost::seconds, 0));
    lines.add(times("pipeline on " + rows + "processor time", many, Cost::cpuSeconds, 0));
    List<Pair> slope = slopes(many, few);
    lines.add(times("pipeline, slope per row, time", slope, Cost::seconds, 1.01));
    lines.add(times("pipeline, slope per row, processor time", slope, Cost::cpuSeconds, 0));
    lines.add(share("pipeline, slope per row, tracing's own processor time", slope));
    lines.add(more("pipeline on " + options.fewRows() + " rows, time", few, Cost::seconds, 0));
  }

  /** What the rows add, pair by pair. */
  private static List<Pair> slopes(List<Pair> many, List<Pair> few) {
    List<Pair> slopes = new ArrayList<>();
    for (int i = 0; i < many.size(); i++) {
      Pair large = many.get(i);
      Pair small = few.get(i);
      slopes.add(
          new Pair(large.traced().minus(small.traced()), large.untraced().minus(small.untraced())));
    }
    return slopes;
  }

  private static Line times(
      String figure, List<Pair> pairs, ToDoubleFunction<Cost> of, double atMost) {
    return new Line(figure, "times", ConfidenceInterval.ofRatios(Pair.ratios(pairs, of)), atMost);
  }

  /** What tracing's own code takes, by all that the work takes without it. */
  private static Line share(String figure, List<Pair> pairs) {
    double[] shares =
        pairs.stream()
            .mapToDouble(p -> 100 * p.traced().tracingCpuSeconds() / p.untraced().cpuSeconds())
            .toArray();
    return new Line(figure, "%", ConfidenceInterval.of(shares), 0);
  }

  private static Line more(
      String figure, List<Pair> pairs, ToDoubleFunction<Cost> of, double atMost) {
    return new Line(figure, "s more", ConfidenceInterval.of(Pair.differences(pairs, of)), atMost);
  }

  private static Line waited(String figure, List<Pair> pairs) {
    double[] seconds = pairs.stream().mapToDouble(p -> p.traced().tracingSeconds()).toArray();
    return new Line(figure, "s", ConfidenceInterval.of(seconds), 0.5);
  }

  private static Line megabytes(String figure, List<Pair> pairs, ToLongFunction<Cost> bytes) {
    double[] more = Pair.differences(pairs, cost -> bytes.applyAsLong(cost) / MEGABYTE);
    return new Line(figure, "MB more", ConfidenceInterval.of(more), 32);
  }

  private static Map<String, String> thisMachine() {
    Map<String, String> machine = new TreeMap<>();
    machine.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    machine.put("heap", Runtime.getRuntime().maxMemory() / (1024 * 1024) + " MB at most");
    machine.put("java", System.getProperty("java.runtime.version"));
    machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    return machine;
  }
}
