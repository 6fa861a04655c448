package spanglue.spark.internal.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import spanglue.report.Plan;
import spanglue.report.Plan.Node;
import spanglue.report.Plan.Time;

/** A plan as a few lines, one for each operator, indented under the one that reads it. */
final class PlanText {
  /** What receivers of OTLP take of an attribute. */
  private static final int MOST_BYTES = 2_048;

  private PlanText() {}

  /** As many operators as have room, and how many have none. */
  static String of(Plan plan) {
    StringBuilder text = new StringBuilder();
    List<Integer> depths = new ArrayList<>();
    int bytes = 0;
    int told = 0;
    for (Node node : plan.nodes()) {
      int depth = node.parent() == null ? 0 : depths.get(node.parent()) + 1;
      depths.add(depth);
      String line = " ".repeat(Math.min(depth, 40)) + line(node) + "\n";
      int more = line.getBytes(UTF_8).length;
      // For the last line.
      if (bytes + more > MOST_BYTES - 40) {
        break;
      }
      text.append(line);
      bytes += more;
      told++;
    }
    long rest = plan.nodes().size() - told + plan.folded();
    return rest == 0 ? text.toString().stripTrailing() : text + ".. " + rest + " more operators";
  }

  private static String line(Node node) {
    StringBuilder line = new StringBuilder(node.name());
    if (!node.detail().isEmpty()) {
      line.append(" [").append(node.detail()).append(']');
    }
    if (node.rows() != null) {
      line.append(' ').append(node.rows()).append(" rows");
    }
    if (node.bytes() != null) {
      line.append(' ').append(node.bytes()).append(" bytes");
    }
    if (node.millis() != null) {
      line.append(' ').append(node.millis()).append(" ms");
      if (node.time() == Time.SHARED) {
        line.append(" shared by code ").append(node.codegen());
      }
    }
    return line.toString();
  }
}
