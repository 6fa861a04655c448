package spanglue.spark.internal.figures;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an operator is called by where few words must do. */
final class OperatorWords {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("Filter", "filter"),
          Map.entry("Window", "window"),
          Map.entry("WindowInPandas", "window"),
          Map.entry("ArrowWindowPython", "window"),
          Map.entry("Generate", "generate"),
          Map.entry("Union", "union"),
          Map.entry("Sample", "sample"),
          Map.entry("TakeOrderedAndProject", "top"),
          Map.entry("CollectLimit", "limit"),
          Map.entry("GlobalLimit", "limit"),
          Map.entry("LocalLimit", "limit"),
          Map.entry("CollectTail", "tail"),
          Map.entry("MapElements", "map"),
          Map.entry("MapPartitions", "map"),
          Map.entry("MapGroups", "map groups"),
          Map.entry("FlatMapGroups", "map groups"),
          Map.entry("CoGroup", "map groups"),
          Map.entry("Range", "range"),
          Map.entry("LocalTableScan", "scan local"),
          Map.entry("EmptyRelation", "empty"),
          Map.entry("CommandResult", "command result"),
          Map.entry("WriteToDataSourceV2", "write"),
          Map.entry("AppendData", "write"),
          Map.entry("OverwriteByExpression", "write"),
          Map.entry("OverwritePartitionsDynamic", "write"),
          Map.entry("ReplaceData", "write"),
          Map.entry("WriteDelta", "write"),
          Map.entry("MergeRows", "merge"),
          Map.entry("AtomicCreateTableAsSelect", "create table"),
          Map.entry("CreateTableAsSelect", "create table"),
          Map.entry("AtomicReplaceTableAsSelect", "replace table"),
          Map.entry("ReplaceTableAsSelect", "replace table"));

  private static final String EXECUTE = "Execute ";
  private static final Pattern IDENTIFIER =
      Pattern.compile("(?:(?:`[^`]{1,120}`|[\\w$]{1,120})\\.?){1,3}(?=,|$)");

  /** Commands whose first argument is a name. */
  private static final Pattern OF_A_NAME = Pattern.compile("Table|View|InsertInto");

  private static final Pattern FORMAT =
      Pattern.compile(", (?:\\w+Format:)?(Parquet|ORC|CSV|JSON|Text|Avro|XML)\\b");
  private static final Pattern CAMEL = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  private OperatorWords() {}

  /** The operator alone: Spark's name may have a table, a path or a query after it. */
  static String operator(PlanNode node) {
    String name = node.name();
    if (PlanNodes.isCache(name)) {
      return "InMemoryTableScan";
    }
    String[] words = name.split("[^\\w$]+", 3);
    boolean hasTwo =
        words.length > 1
            && (words[0].equals("Scan") || words[0].equals("Execute"))
            && name.startsWith(words[0] + " " + words[1]);
    return hasTwo ? words[0] + " " + words[1] : words[0].isEmpty() ? "Operator" : words[0];
  }

  static boolean isScan(PlanNode node) {
    return node.name().startsWith("Scan") || node.name().startsWith("BatchScan");
  }

  static boolean isJoin(PlanNode node) {
    String name = node.name();
    return name.endsWith("Join") || name.equals("CartesianProduct");
  }

  static boolean isAggregate(PlanNode node) {
    return node.is("HashAggregate", "ObjectHashAggregate", "SortAggregate");
  }

  /** Null where it goes without saying. */
  static @Nullable String of(PlanNode node) {
    String name = node.name();
    if (name.startsWith(EXECUTE)) {
      return command(node);
    }
    if (isScan(node)) {
      return ("scan " + (name.equals("Scan") ? "rdd" : SourceNames.ofScan(node))).strip();
    }
    if (isAggregate(node)) {
      return node.text().contains("functions=[]") ? "distinct" : "aggregate";
    }
    if (name.equals("Sort")) {
      return node.text().contains("], true, ") ? "sort" : null; // Of all rows.
    }
    if (name.equals("Exchange")) {
      return node.text().contains("REPARTITION_BY") ? "repartition" : null;
    }
    if (name.contains("Python") || name.endsWith("InPandas") || name.endsWith("InArrow")) {
      return WORDS.getOrDefault(name, "python");
    }
    return WORDS.get(name);
  }

  private static String command(PlanNode node) {
    String name = operator(node).substring(EXECUTE.length());
    String arguments =
        node.text().length() > EXECUTE.length() + name.length()
            ? node.text().substring(EXECUTE.length() + name.length()).strip()
            : "";
    String plain = name.replaceFirst("Command$", "").replaceFirst("(?<=.)Exec$", "");
    if (plain.equals("InsertIntoHadoopFsRelation")) {
      Matcher format = FORMAT.matcher(arguments);
      int end = arguments.indexOf(", ");
      String what = format.find() ? format.group(1).toLowerCase(Locale.ROOT) + " " : "";
      return ("write "
              + what
              + SourceNames.place(end < 0 ? arguments : arguments.substring(0, end)))
          .strip();
    }
    String does =
        switch (plain) {
          case "CreateDataSourceTableAsSelect", "CreateHiveTableAsSelect" -> "create table";
          case "InsertIntoHiveTable", "InsertIntoDataSource", "InsertIntoHiveDir" -> "insert";
          case "SaveIntoDataSource" -> "write";
          case "SaveAsV1Table" -> "save table";
          default -> String.join(" ", CAMEL.split(plain)).toLowerCase(Locale.ROOT);
        };
    Matcher table = IDENTIFIER.matcher(arguments);
    boolean isNamed = OF_A_NAME.matcher(plain).find() && table.lookingAt();
    return (does + " " + (isNamed ? SourceNames.ofTable(table.group()) : "")).strip();
  }
}
