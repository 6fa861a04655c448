package spanglue.spark.outside;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import spanglue.spark.Gaps;
import spanglue.tracing.OtlpReceiver;

/**
 * A trace as indented text, without what differs from run to run: times, ids, numbers of stages.
 */
final class TraceTree {
  private static final List<String> SHOWN =
      List.of(
          "outcome",
          "spark.outcome",
          "spark.stage.count",
          "spark.stage.name",
          "spanglue.step.attribution",
          "spanglue.step.fused_with");

  private final Map<String, List<Span>> byParent;

  private TraceTree(Map<String, List<Span>> byParent) {
    this.byParent = byParent;
  }

  static String of(List<Span> spans) {
    Set<String> ids = spans.stream().map(OtlpReceiver::id).collect(toSet());
    TraceTree tree = new TraceTree(spans.stream().collect(groupingBy(OtlpReceiver::parent)));
    List<String> lines = new ArrayList<>();
    for (Span span : spans) {
      if (!ids.contains(OtlpReceiver.parent(span))) {
        lines.add("under " + OtlpReceiver.parent(span));
        lines.addAll(tree.lines(span, "  "));
      }
    }
    return String.join("\n", lines);
  }

  private List<String> lines(Span span, String indent) {
    List<String> lines = new ArrayList<>();
    lines.add(indent + line(span));
    byParent.getOrDefault(OtlpReceiver.id(span), List.of()).stream()
        .filter(child -> !Gaps.isGap(child))
        .map(child -> lines(child, indent + "  "))
        .sorted((one, other) -> one.toString().compareTo(other.toString()))
        .forEach(lines::addAll);
    return lines;
  }

  private static String line(Span span) {
    StringBuilder line = new StringBuilder();
    line.append(span.getKind().name().replace("SPAN_KIND_", "")).append(' ');
    line.append(span.getName().replaceFirst("^stage \\d+", "stage"));
    if (span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR) {
      line.append(" failed");
    }
    Map<String, Object> attributes = OtlpReceiver.attributes(span);
    SHOWN.stream()
        .filter(attributes::containsKey)
        .forEach(key -> line.append(' ').append(key).append('=').append(attributes.get(key)));
    return line.toString();
  }
}
