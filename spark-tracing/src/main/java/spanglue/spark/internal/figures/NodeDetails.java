package spanglue.spark.internal.figures;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What operators work on, in words that are no one's data. Spark's own lines of them have the
 * literals of filters, paths and options. So of a line only what is known is taken: names of
 * columns that a scan puts out, where their numbers stand beside them, and Spark's own terms.
 */
final class NodeDetails {
  private static final int MOST_COLUMNS = 8;
  private static final int MOST_LENGTH = 160;

  /** A column, by the name and the number that Spark gave it in this plan. */
  private static final Pattern COLUMN = Pattern.compile("([\\p{L}\\p{N}_]+)#(\\d{1,18})");

  private static final Pattern OUTPUT = Pattern.compile("^(.{1,60})#(\\d{1,18})L?$");
  private static final Pattern FUNCTION =
      Pattern.compile(
          "(?:\\[|, )(?:partial_|merge_|finalmerge_)?(sum|count|avg|min|max|first|last|collect_list"
              + "|collect_set|approx_count_distinct|stddev|stddev_samp|var_samp|variance"
              + "|percentile|percentile_approx|approx_percentile|max_by|min_by|any_value"
              + "|bloom_filter_agg)\\(");
  private static final Pattern PARTITIONING =
      Pattern.compile(
          "^\\w+ (hash|range|RoundRobin|Single|KeyGrouped)[pP]artition(?:ing)?\\b"
              + "(?:.*?, (\\d{1,9})\\)| ?\\((\\d{1,9})\\))?");
  private static final Pattern JOIN =
      Pattern.compile(
          ", (Inner|LeftOuter|RightOuter|FullOuter|LeftSemi|LeftAnti|LeftSingle|Cross)"
              + "(?:, (BuildLeft|BuildRight))?(?:,|$)");
  private static final Pattern READ =
      Pattern.compile("coalesced and skewed|coalesced|skewed|local");

  private final Map<String, String> columns;

  private NodeDetails(Map<String, String> columns) {
    this.columns = columns;
  }

  /** Knows the columns of that plan. */
  static NodeDetails of(Collection<PlanNode> nodes) {
    Map<String, String> columns = new HashMap<>();
    for (PlanNode node : nodes) {
      if (OperatorWords.isScan(node) || node.is("LocalTableScan", "InMemoryTableScan")) {
        for (String one : output(node.text())) {
          Matcher column = OUTPUT.matcher(one);
          if (column.matches()) {
            columns.putIfAbsent(column.group(2), column.group(1));
          }
        }
      }
    }
    return new NodeDetails(columns);
  }

  /** What stands in the first brackets. */
  private static List<String> output(String line) {
    int open = line.indexOf('[');
    int close = line.indexOf(']', open + 1);
    String inside =
        open < 0 ? "" : close < 0 ? line.substring(open + 1) : line.substring(open + 1, close);
    return List.of(inside.strip().split(",\\s*"));
  }

  /** Empty where nothing is known. */
  String of(PlanNode node) {
    List<String> parts = new ArrayList<>();
    if (OperatorWords.isScan(node) && !node.name().equals("Scan")) {
      parts.add(SourceNames.ofScan(node));
    } else if (OperatorWords.isJoin(node)) {
      Matcher join = JOIN.matcher(node.text());
      if (join.find()) {
        parts.add(join.group(1) + (join.group(2) == null ? "" : ", " + join.group(2)));
      }
    } else if (node.name().endsWith("Exchange")) {
      parts.add(partitioning(node.text()));
    } else if (node.name().endsWith("ShuffleRead")) {
      Matcher read = READ.matcher(node.text());
      parts.add(read.find() ? read.group() : "");
    } else if (node.name().startsWith("Execute ")) {
      String word = OperatorWords.of(node);
      parts.add(word == null ? "" : word);
    } else if (OperatorWords.isAggregate(node)) {
      int functions = node.text().indexOf("functions=[");
      parts.add(functions < 0 ? "" : functions(node.text().substring(functions)));
    }
    parts.add(columns(node.text()));
    String detail = String.join(": ", parts.stream().filter(part -> !part.isEmpty()).toList());
    return detail.length() <= MOST_LENGTH ? detail : detail.substring(0, MOST_LENGTH - 3) + "...";
  }

  private static String partitioning(String line) {
    Matcher found = PARTITIONING.matcher(line);
    if (!found.find()) {
      return "";
    }
    String count = found.group(2) == null ? found.group(3) : found.group(2);
    String how = found.group(1).equals("RoundRobin") ? "round robin" : found.group(1);
    return how.toLowerCase(Locale.ROOT) + (count == null ? "" : ", " + count + " partitions");
  }

  private static String functions(String list) {
    Set<String> names = new LinkedHashSet<>();
    Matcher function = FUNCTION.matcher(list);
    while (function.find()) {
      names.add(function.group(1));
    }
    return String.join(", ", names);
  }

  private String columns(String line) {
    Set<String> names = new LinkedHashSet<>();
    Matcher column = COLUMN.matcher(line);
    while (column.find()) {
      String known = columns.get(column.group(2));
      if (known != null && known.endsWith(column.group(1))) {
        names.add(known);
      }
    }
    List<String> shown = names.stream().limit(MOST_COLUMNS).toList();
    return String.join(", ", shown) + (names.size() > MOST_COLUMNS ? ", .." : "");
  }
}
