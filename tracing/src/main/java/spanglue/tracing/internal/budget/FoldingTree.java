package spanglue.tracing.internal.budget;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.budget.FoldingNode.Folded;

/**
 * Spans as a tree whose leaves fold into their parents, the least important first: those of low
 * importance before the others, failures last, the shortest first in each group. A parent becomes a
 * leaf when its last child is gone.
 */
final class FoldingTree {
  private static final Comparator<FoldingNode> LEAST_FIRST =
      Comparator.comparingInt(FoldingNode::rank)
          .thenComparingLong(FoldingNode::nanos)
          .thenComparing(FoldingNode::id);

  private final Map<String, FoldingNode> nodes = new LinkedHashMap<>();
  private final PriorityQueue<FoldingNode> leaves = new PriorityQueue<>(LEAST_FIRST);
  private final Deque<Fold> folds = new ArrayDeque<>();
  private final String root;
  private final BiConsumer<String, Folded> elsewhere;

  private record Fold(FoldingNode leaf, FoldingNode into, Folded before) {}

  /**
   * @param root id of the span that never folds
   * @param size bytes of a span's document
   * @param elsewhere takes what folds into a parent, by its id, that is not among the spans
   */
  FoldingTree(
      List<SpanData> spans,
      String root,
      ToIntFunction<SpanData> size,
      BiConsumer<String, Folded> elsewhere) {
    this.root = root;
    this.elsewhere = elsewhere;
    spans.forEach(span -> nodes.put(span.getSpanId(), new FoldingNode(span, size)));
    for (FoldingNode node : nodes.values()) {
      String parent = node.id().equals(root) ? "" : node.span().getParentSpanId();
      FoldingNode known = nodes.get(parent);
      // Whose parent was sent before folds into the root.
      node.under(known == null && !parent.isEmpty() ? nodes.get(root) : known);
    }
    nodes.values().forEach(this::addIfLeaf);
  }

  @Nullable FoldingNode get(String id) {
    return nodes.get(id);
  }

  /** What has not folded, in the order of the spans. */
  List<FoldingNode> present() {
    return nodes.values().stream().filter(node -> !node.isGone()).toList();
  }

  /** Folds so many leaves; fewer where only the root is left before. Returns how many. */
  int fold(int count) {
    int folded = 0;
    while (folded < count && !leaves.isEmpty()) {
      fold(leaves.remove());
      folded++;
    }
    return folded;
  }

  private void fold(FoldingNode leaf) {
    leaf.go(true);
    FoldingNode into = leaf.parent();
    if (into == null) {
      elsewhere.accept(leaf.span().getParentSpanId(), leaf.asFolded());
      return;
    }
    folds.push(new Fold(leaf, into, into.folded()));
    into.setFolded(into.folded().plus(leaf.asFolded()));
    into.childGone();
    addIfLeaf(into);
  }

  /**
   * Brings back what folded, the last first, while all documents together have no more than {@code
   * most} bytes. The others are never made: that would take longer than anything else at a job's
   * end.
   *
   * @param longestRoot what the document of the root is cut to
   * @param longest what any other document is cut to
   * @return whether everything is back
   */
  boolean unfold(int most, int longestRoot, int longest) {
    int bytes = 0;
    for (FoldingNode node : present()) {
      node.cutTo(node.id().equals(root) ? longestRoot : longest);
      bytes += node.bytes();
    }
    while (!folds.isEmpty()) {
      Fold last = folds.peek();
      Folded now = last.into().folded();
      last.leaf().cutTo(longest);
      bytes -= last.into().bytes();
      last.into().setFolded(last.before());
      bytes += last.into().bytes() + last.leaf().bytes();
      if (bytes > most) {
        last.into().setFolded(now);
        return false;
      }
      last.leaf().go(false);
      folds.pop();
    }
    return bytes <= most;
  }

  private void addIfLeaf(FoldingNode node) {
    if (node.isLeaf() && !node.id().equals(root)) {
      leaves.add(node);
    }
  }
}
