package spanglue.spark.internal.figures;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.execution.SparkPlanInfo;
import org.apache.spark.sql.execution.metric.SQLMetricInfo;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.figures.PlanNode.Code;
import spanglue.spark.internal.figures.PlanNode.Metric;
import spanglue.spark.internal.ledger.ScalaValues;

/**
 * A plan's operators, each before its children, without what only holds others together: stages of
 * adaptive execution, generated code. At most 200; of the rest the number is known.
 */
record PlanNodes(List<PlanNode> nodes, long folded) {
  static final int MOST_NODES = 200;

  /** Of Spark's line of an operator. */
  private static final int MOST_TEXT = 1_000;

  private static final int MOST_METRICS = 40;
  private static final List<String> OF_SCANS = List.of("Format", "Location", "ReadSchema");
  private static final String CODE = "WholeStageCodegen";

  /** An operator still to be looked at. */
  private record Pending(SparkPlanInfo info, int parent, @Nullable Code code, boolean isCached) {}

  static PlanNodes of(SparkPlanInfo root) {
    List<PlanNode> nodes = new ArrayList<>();
    long folded = 0;
    int codes = 0;
    Deque<Pending> pending = new ArrayDeque<>();
    pending.push(new Pending(root, -1, null, false));
    while (!pending.isEmpty()) {
      Pending next = pending.pop();
      String name = next.info.nodeName();
      int parent = next.parent;
      Code code = next.code;
      boolean isCached = next.isCached;
      if (name.startsWith(CODE)) {
        code = new Code(number(name, ++codes), metrics(next.info));
      } else if (name.equals("InputAdapter")) {
        code = null;
      } else if (!isWrapper(name)) {
        if (nodes.size() == MOST_NODES) {
          folded++;
        } else {
          parent = nodes.size();
          nodes.add(node(next));
        }
        // What is below it is not of this plan's stages.
        boolean isCache = isCache(name);
        isCached |= isCache;
        code = isCache ? null : code;
      }
      // What is reused has its place where it is made.
      List<SparkPlanInfo> children =
          name.equals("ReusedExchange")
              ? List.of()
              : ScalaValues.<SparkPlanInfo>list(next.info.children());
      for (int i = children.size() - 1; i >= 0; i--) {
        pending.push(new Pending(children.get(i), parent, code, isCached));
      }
    }
    return new PlanNodes(List.copyOf(nodes), folded);
  }

  static boolean isCache(String name) {
    return name.equals("InMemoryTableScan") || name.startsWith("Scan In-memory table");
  }

  private static boolean isWrapper(String name) {
    return name.equals("AdaptiveSparkPlan") || name.endsWith("QueryStage");
  }

  private static PlanNode node(Pending pending) {
    SparkPlanInfo info = pending.info;
    return new PlanNode(
        pending.parent,
        cut(info.nodeName()),
        cut(info.simpleString()),
        metadata(info),
        metrics(info),
        pending.code,
        pending.isCached);
  }

  private static Map<String, String> metadata(SparkPlanInfo info) {
    if (info.metadata().isEmpty()) {
      return Map.of();
    }
    Map<String, String> all = ScalaValues.map(info.metadata());
    Map<String, String> needed = new LinkedHashMap<>();
    for (String key : OF_SCANS) {
      String value = all.get(key);
      if (value != null) {
        needed.put(key, cut(value));
      }
    }
    return needed;
  }

  private static List<Metric> metrics(SparkPlanInfo info) {
    return ScalaValues.<SQLMetricInfo>list(info.metrics()).stream()
        .filter(metric -> !metric.metricType().equals("average"))
        .limit(MOST_METRICS)
        .map(metric -> new Metric(cut(metric.name()), metric.accumulatorId(), metric.metricType()))
        .toList();
  }

  /** Spark before 3.0 has no numbers of its own. */
  private static int number(String name, int otherwise) {
    int open = name.indexOf('(');
    int close = name.indexOf(')', open + 1);
    try {
      return open < 0 || close < 0
          ? otherwise
          : Integer.parseInt(name.substring(open + 1, close).strip());
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private static String cut(String text) {
    return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT);
  }
}
