package spanglue.spark.internal.figures;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An operator of a plan as Spark's event tells it, in bounded size.
 *
 * @param parent its place in the list of the plan's nodes; -1 for the root
 * @param name Spark's name of it, which may have more than the operator in it
 * @param text Spark's line of it. It may hold what no one else may see: literals, paths, options
 * @param metadata of a scan: format, place, columns
 * @param code the generated code that it is a part of; null where it is of none
 * @param isCached whether it makes a cache, which may have been made before
 */
record PlanNode(
    int parent,
    String name,
    String text,
    Map<String, String> metadata,
    List<Metric> metrics,
    @Nullable Code code,
    boolean isCached) {

  /**
   * A figure that Spark counts.
   *
   * @param type what it is of: {@code sum}, {@code size}, {@code timing}, {@code nsTiming}, {@code
   *     average}
   */
  record Metric(String name, long id, String type) {}

  /** Operators that Spark made one function of, which has one time. */
  record Code(int number, List<Metric> metrics) {}

  boolean is(String... names) {
    for (String one : names) {
      if (name.equals(one)) {
        return true;
      }
    }
    return false;
  }
}
