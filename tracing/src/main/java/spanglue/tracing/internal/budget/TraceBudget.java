package spanglue.tracing.internal.budget;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.budget.FoldingNode.Folded;
import spanglue.tracing.internal.export.Counts;
import spanglue.tracing.internal.segment.SegmentDocument;
import spanglue.tracing.vocabulary.TraceAttribute;

/**
 * What one run of a job may add to its trace, in bytes of segment documents: X-Ray takes about 100
 * KB of a slow trace, and both jobs, their retries, the function and Step Functions share them.
 * What is over folds into its parent, which says so.
 */
public final class TraceBudget {
  private static final AttributeKey<Boolean> IN_PROGRESS =
      AttributeKey.booleanKey(TraceAttribute.IN_PROGRESS.key());
  private static final int FIRST_ATTEMPT = 40_000;
  private static final int FURTHER_ATTEMPT = 10_000;

  /** A trace of more than 6 minutes was seen to take as little as 14 KB more. */
  private static final int OLD_TRACE = 12_000;

  private static final Duration OLD = Duration.ofMinutes(5);

  /** What {@link Folded#TOTAL} may add to the root's document. */
  private static final int TOTAL_BYTES = 40;

  /** Of a root that is sent before its end, which is sent again then. */
  private static final int IN_PROGRESS_BYTES = 3_000;

  private final String root;
  private final ToIntFunction<SpanData> size;
  private final int bytesOfOld;
  private int bytes;
  private final Counts counts;

  /** What folded into spans that were, or are, still to come. */
  private final Map<String, Folded> earlier = new HashMap<>();

  private long total;

  public TraceBudget(String root, Limit limit, Counts counts) {
    this.root = root;
    this.size = limit.size;
    this.bytesOfOld = limit.bytesOfOld;
    this.bytes = limit.bytes;
    this.counts = counts;
  }

  /**
   * How much a run of a job may send.
   *
   * @param bytesOfOld the most where the trace is an old one by the job's end
   * @param size bytes of what is made of a span
   */
  public record Limit(int bytes, int bytesOfOld, ToIntFunction<SpanData> size) {
    /** Where X-Ray's limit does not hold: all that is kept is sent. */
    public static final Limit NONE = new Limit(Integer.MAX_VALUE, Integer.MAX_VALUE, span -> 0);

    /** Of the documents that the collector makes. */
    public static Limit ofCollector(int attempt) {
      return new Limit(bytes(attempt), OLD_TRACE, SegmentDocument::size);
    }

    /** Of the documents that are sent as they are. */
    public static Limit ofDocuments(int attempt) {
      return new Limit(bytes(attempt), OLD_TRACE, SegmentDocument::documentSize);
    }

    private static int bytes(int attempt) {
      return attempt <= 1 ? FIRST_ATTEMPT : FURTHER_ATTEMPT;
    }
  }

  /**
   * The root as it is while the job runs, to be sent at once: without events, cut, and charged to
   * the budget. X-Ray takes it as a segment in progress; for others it ends now.
   */
  public synchronized SpanData inProgress(SpanData root, @Nullable String parentId) {
    SpanData placed = EditedSpanData.under(parentId, root);
    Attributes marked = placed.getAttributes().toBuilder().put(IN_PROGRESS, true).build();
    SpanData sent =
        SpanTruncation.to(
            EditedSpanData.of(placed).withAttributes(marked).withEvents(List.of()).inProgress(),
            IN_PROGRESS_BYTES,
            size);
    bytes -= size.applyAsInt(sent);
    return sent;
  }

  /** Folds the less important half of {@code spans}. Parents may still be to come. */
  public synchronized List<SpanData> shrink(List<SpanData> spans) {
    FoldingTree tree = new FoldingTree(spans, root, size, this::foldElsewhere);
    applyEarlier(tree);
    countFolds(tree.fold(spans.size() / 2));
    for (FoldingNode node : tree.present()) {
      if (node.folded().spans() > 0) {
        foldElsewhere(node.id(), node.folded());
      }
    }
    if (earlier.size() > 2 * spans.size()) {
      forgetPlaces();
    }
    return tree.present().stream().map(FoldingNode::span).toList();
  }

  /**
   * What is sent of {@code spans}: the documents are within the budget, and the parent of every
   * span but the root is sent too. The root comes first, under {@code parentId} unless that is
   * null; else the order stays.
   *
   * @param age of the trace, which may have begun long before the job: X-Ray takes less of an old
   *     one
   */
  public List<SpanData> apply(List<SpanData> spans, @Nullable String parentId, Duration age) {
    return apply(spans, parentId, age, Set.of());
  }

  /**
   * As {@link #apply(List, String, Duration)}, of what is left to send.
   *
   * @param sent ids of the spans that were sent before
   */
  public synchronized List<SpanData> apply(
      List<SpanData> spans, @Nullable String parentId, Duration age, Set<String> sent) {
    if (age.compareTo(OLD) > 0) {
      bytes = Math.min(bytes, bytesOfOld);
    }
    List<SpanData> connected = connected(rootFirst(spans, parentId), sent);
    FoldingTree tree = new FoldingTree(connected, root, size, this::foldElsewhere);
    FoldingNode top = tree.get(root);
    if (top == null) {
      return spans; // Not sampled, so there are none; or the root has not ended.
    }
    applyEarlier(tree);
    top.setFolded(earlier.values().stream().reduce(top.folded(), Folded::plus));
    tree.fold(spans.size());
    int most = bytes - TOTAL_BYTES;
    if (!tree.unfold(most, Integer.MAX_VALUE, Integer.MAX_VALUE)) {
      tree.unfold(most, bytes / 4 * 3, bytes / 4);
    }
    List<FoldingNode> present = tree.present();
    countFolds(spans.size() - present.size());
    return present.stream().map(this::annotated).toList();
  }

  private List<SpanData> rootFirst(List<SpanData> spans, @Nullable String parentId) {
    List<SpanData> ordered = new ArrayList<>(spans.size());
    for (SpanData span : spans) {
      if (span.getSpanId().equals(root)) {
        ordered.add(0, EditedSpanData.under(parentId, span));
      } else {
        ordered.add(span);
      }
    }
    return ordered;
  }

  /** Whose parent never ended, or folded before, is the root's child. */
  private List<SpanData> connected(List<SpanData> spans, Set<String> sent) {
    Map<String, SpanData> byId = new HashMap<>();
    spans.forEach(span -> byId.put(span.getSpanId(), span));
    SpanData top = byId.get(root);
    return spans.stream()
        .map(
            span ->
                top == null
                        || span == top
                        || byId.containsKey(span.getParentSpanId())
                        || sent.contains(span.getParentSpanId())
                    ? span
                    : EditedSpanData.of(span).withParent(top.getSpanContext()))
        .toList();
  }

  private void applyEarlier(FoldingTree tree) {
    for (FoldingNode node : tree.present()) {
      Folded before = earlier.remove(node.id());
      if (before != null) {
        node.setFolded(before);
      }
    }
  }

  private void foldElsewhere(String id, Folded folded) {
    earlier.merge(id, folded, Folded::plus);
  }

  /** The places of spans that have folded themselves pile up: all of it is the root's. */
  private void forgetPlaces() {
    Folded all = earlier.values().stream().reduce(Folded.NONE, Folded::plus);
    earlier.clear();
    earlier.put(root, all);
  }

  private void countFolds(int spans) {
    total += spans;
    counts.folded(spans);
  }

  private SpanData annotated(FoldingNode node) {
    boolean isRoot = node.id().equals(root);
    if (node.folded().spans() == 0 && !(isRoot && total > 0)) {
      return node.span();
    }
    SpanData span = node.span();
    AttributesBuilder attributes = span.getAttributes().toBuilder();
    Folded.of(span.getAttributes()).plus(node.folded()).putInto(attributes);
    if (isRoot) {
      attributes.put(Folded.TOTAL, total + Folded.count(span.getAttributes(), Folded.TOTAL));
    }
    return EditedSpanData.of(span).withAttributes(attributes.build());
  }
}
