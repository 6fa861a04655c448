package spanglue.spark.internal.figures;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a plan reads and writes, by a name that is the same from run to run: a table's or a folder's
 * own, without what is around it and without numbers, dates and ids. A query in the place of a
 * table has none.
 */
final class SourceNames {
  private static final int MOST = 40;

  /** Parts of an identifier, maybe quoted, or a path. */
  private static final Pattern TABLE = Pattern.compile("[`\\w.$-]+");

  private static final Pattern LOCATION = Pattern.compile("\\[([^],]+)");
  private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{N}$]+");

  /** So long or so mixed is a part that some machine made. */
  private static final int MOST_OF_A_PART = 24;

  private static final Map<String, String> FORMATS =
      Map.of("JDBCRelation", "jdbc", "ExistingRDD", "rdd", "OneRowRelation", "");

  private SourceNames() {}

  /** {@code parquet listings} of a scan; the format alone where there is no more. */
  static String ofScan(PlanNode node) {
    return (format(node) + " " + table(node)).strip();
  }

  /** The name of the table or folder that is scanned; empty where none is known. */
  static String table(PlanNode node) {
    String rest = rest(node.name());
    boolean isBatch = node.name().startsWith("BatchScan ");
    int space = rest.indexOf(' ');
    String named = isBatch ? rest : space < 0 ? "" : rest.substring(space + 1);
    String location = node.metadata().get("Location");
    if (isBatch && space > 0 && isWord(rest.substring(0, space))) {
      return place(rest.substring(space + 1)); // A format and its paths.
    }
    Matcher table = TABLE.matcher(named);
    if (table.lookingAt() && table.end() == named.strip().length()) {
      return ofTable(table.group());
    }
    Matcher place = location == null ? null : LOCATION.matcher(location);
    return place != null && place.find() ? place(place.group(1)) : "";
  }

  private static String format(PlanNode node) {
    String rest = rest(node.name());
    if (node.name().startsWith("BatchScan ")) {
      int space = rest.indexOf(' ');
      return space > 0 && isWord(rest.substring(0, space)) ? rest.substring(0, space) : "";
    }
    String word = rest.split("[ (\\[]", 2)[0];
    String known = FORMATS.get(word);
    return known != null ? known : isWord(word) ? word.toLowerCase(Locale.ROOT) : "";
  }

  private static boolean isWord(String text) {
    return !text.isEmpty() && text.length() <= 20 && text.chars().allMatch(Character::isLetter);
  }

  private static String rest(String name) {
    int space = name.indexOf(' ');
    return space < 0 ? "" : name.substring(space + 1).strip();
  }

  /** The last part of a table's identifier. */
  static String ofTable(String identifier) {
    String plain = identifier.replace("`", "");
    int dot = plain.lastIndexOf('.');
    return stable(plain.substring(dot + 1));
  }

  /**
   * The last part of a path that names something: not a partition, a date, a number or an id. One
   * that Spark cut is not looked at to its end.
   */
  static String place(String path) {
    String whole = path.endsWith("...") ? path.substring(0, path.lastIndexOf('/') + 1) : path;
    int scheme = whole.indexOf(":/");
    List<String> parts = List.of(whole.substring(scheme + 1).split("[/?#]"));
    for (int i = parts.size() - 1; i > 0; i--) {
      String part = parts.get(i);
      String name = part.contains("=") || part.contains("@") ? "" : stable(part);
      if (name.length() > 1) {
        return name;
      }
    }
    return "";
  }

  /** Without the words of it that hold digits and the like. */
  static String stable(String name) {
    StringBuilder stable = new StringBuilder();
    Matcher gap = WORDS.matcher(name);
    int from = 0;
    while (from < name.length()) {
      boolean found = gap.find(from);
      String word = name.substring(from, found ? gap.start() : name.length());
      if (isStable(word)) {
        stable.append(stable.isEmpty() ? "" : "_").append(word);
      }
      from = found ? gap.end() : name.length();
    }
    return stable.length() <= MOST ? stable.toString() : "";
  }

  private static boolean isStable(String word) {
    return !word.isEmpty()
        && word.length() <= MOST_OF_A_PART
        && word.chars().noneMatch(Character::isDigit);
  }
}
