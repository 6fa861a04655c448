package spanglue.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How Spark ran an action: the operators of its plan with what each did.
 *
 * @param nodes the first is the root; each comes before its children
 * @param folded how many more there were
 */
public record Plan(List<Node> nodes, long folded) {

  /** Whose time a node's is. */
  public enum Time {
    /** Spark measured it for this node. */
    MEASURED("measured"),
    /** That of the generated code that the node is a part of, which has one time for all. */
    SHARED("shared"),
    /** None is known. */
    UNKNOWN("unknown");

    private final String text;

    Time(String text) {
      this.text = text;
    }

    /** As the document has it. */
    public String text() {
      return text;
    }
  }

  /**
   * An operator.
   *
   * @param id its place in the list
   * @param parent null for the root
   * @param name the operator's, as Spark calls it
   * @param detail what it works on: columns, a table's or a folder's name; no value of a row
   * @param rows that it put out; null where nothing counts them
   * @param bytes read, written or sent; null where nothing counts them
   * @param millis of its tasks, added up; null where it is not known
   * @param codegen the number of the generated code that it is a part of; null where it is of none
   * @param metrics its other figures, by Spark's names with their units
   */
  public record Node(
      int id,
      @Nullable Integer parent,
      String name,
      String detail,
      @Nullable Long rows,
      @Nullable Long bytes,
      @Nullable Long millis,
      Time time,
      @Nullable Integer codegen,
      Map<String, Long> metrics) {
    /** The same operator in other words. */
    public Node withTexts(String otherName, String otherDetail) {
      return new Node(
          id, parent, otherName, otherDetail, rows, bytes, millis, time, codegen, metrics);
    }

    Map<String, Object> json() {
      return RunDocument.object(
          "id", id,
          "parent", parent,
          "name", name,
          "detail", detail,
          "rows", rows,
          "bytes", bytes,
          "ms", millis,
          "time", time.text(),
          "codegen", codegen,
          "metrics", metrics);
    }
  }

  Map<String, Object> json() {
    return RunDocument.object("nodes", nodes.stream().map(Node::json).toList(), "folded", folded);
  }
}
