package spanglue.spark.internal.figures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import spanglue.report.Plan.Time;
import spanglue.spark.internal.figures.PlanNode.Metric;

/**
 * What an operator did: which of Spark's metrics, by name, is its rows, its bytes and its time. The
 * names are those of Spark 3.5 and 4.1.
 *
 * @param metrics the other figures
 */
record NodeFigures(
    @Nullable Long rows,
    @Nullable Long bytes,
    @Nullable Long millis,
    Time time,
    Map<String, Long> metrics) {
  private static final int MOST_METRICS = 12;
  private static final int MOST_NAME = 60;

  /** In the order in which they count; so with the bytes. */
  private static final String OUTPUT_ROWS = "number of output rows";

  private static final List<String> ROWS = List.of(OUTPUT_ROWS, "shuffle records written");

  private static final List<String> BYTES =
      List.of(
          "shuffle bytes written",
          "size of files read",
          "written output",
          "data sent to Python workers",
          "data size",
          "data size of build side",
          "partition data size");

  /** Those of one operator add up. */
  private static final Set<String> TIMES =
      Set.of(
          "scan time",
          "sort time",
          "time in aggregation build",
          "shuffle write time",
          "time to build hash map",
          "time to collect",
          "time to build",
          "time to broadcast",
          // Of starting and initializing them too.
          "time to run Python workers",
          "JDBC query execution time",
          "JDBC remote data fetch and translation time");

  private static final String OF_CODE = "duration";

  /** Sums of these over tasks say nothing. */
  private static final List<String> NO_SUMS = List.of("max ", "peak ", "avg ");

  /**
   * Of an operator.
   *
   * @param isWhole whether all of the plan ran: then what was not counted is none
   */
  static NodeFigures of(PlanNode node, OpenPlan plan, boolean isWhole) {
    Metric rows = first(ROWS, node, plan);
    Metric bytes = first(BYTES, node, plan);
    List<Metric> times = new ArrayList<>();
    Map<String, Long> others = new LinkedHashMap<>();
    for (Metric metric : node.metrics()) {
      if (TIMES.contains(name(metric)) && isTime(metric)) {
        if (plan.value(metric.id()) >= 0) {
          times.add(metric);
        }
      } else if (!metric.equals(rows) && !metric.equals(bytes)) {
        put(others, metric, plan.value(metric.id()));
      }
    }
    Long counted = rows == null ? null : known(plan.value(rows.id()));
    if (rows != null
        && counted == null
        && name(rows).equals(OUTPUT_ROWS)
        && isWhole
        && !node.isCached()) {
      counted = 0L;
    }
    Long size = bytes == null ? null : known(plan.value(bytes.id()));
    if (!times.isEmpty()) {
      return new NodeFigures(counted, size, millis(times, plan), Time.MEASURED, others);
    }
    List<Metric> ofCode =
        node.code() == null
            ? List.of()
            : node.code().metrics().stream()
                .filter(metric -> metric.name().equals(OF_CODE) && plan.value(metric.id()) >= 0)
                .toList();
    return ofCode.isEmpty()
        ? new NodeFigures(counted, size, null, Time.UNKNOWN, others)
        : new NodeFigures(counted, size, millis(ofCode, plan), Time.SHARED, others);
  }

  /** The first that was counted; where none was, the first that could have been. */
  private static @Nullable Metric first(List<String> names, PlanNode node, OpenPlan plan) {
    Metric first = null;
    for (String name : names) {
      for (Metric metric : node.metrics()) {
        if (name(metric).equals(name)) {
          if (plan.value(metric.id()) >= 0) {
            return metric;
          }
          first = first == null ? metric : first;
        }
      }
    }
    return first;
  }

  /** Spark 2 has what it makes of them in the name. */
  private static String name(Metric metric) {
    String name = metric.name();
    int total = name.indexOf(" total (min, med, max");
    return total < 0 ? name : name.substring(0, total);
  }

  private static void put(Map<String, Long> others, Metric metric, long value) {
    String name = name(metric);
    if (value > 0
        && others.size() < MOST_METRICS
        && NO_SUMS.stream().noneMatch(name::startsWith)
        && name.length() <= MOST_NAME) {
      boolean isSize = metric.type().equals("size") && !name.contains("bytes");
      others.put(
          isTime(metric) ? name + " (ms)" : isSize ? name + " (bytes)" : name,
          isTime(metric) ? millis(metric, value) : value);
    }
  }

  private static boolean isTime(Metric metric) {
    return metric.type().equals("timing") || metric.type().equals("nsTiming");
  }

  private static long millis(List<Metric> times, OpenPlan plan) {
    return times.stream()
        .mapToLong(metric -> millis(metric, Math.max(0, plan.value(metric.id()))))
        .sum();
  }

  private static long millis(Metric metric, long value) {
    return metric.type().equals("nsTiming") ? TimeUnit.NANOSECONDS.toMillis(value) : value;
  }

  private static @Nullable Long known(long value) {
    return value < 0 ? null : Long.valueOf(value);
  }
}
