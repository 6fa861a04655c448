package spanglue.tracing.internal.budget;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.segment.SegmentDocument;

/** A span in a {@link FoldingTree}. */
final class FoldingNode {
  private static final double NANOS = 1_000_000_000.0;
  private static final int FAILED = 2;

  private final String id;
  private final int rank;
  private final long nanos;
  private SpanData span;
  private @Nullable FoldingNode parent;
  private int children;
  private boolean gone;
  private Folded folded = Folded.NONE;
  private int documentBytes = -1;

  FoldingNode(SpanData span) {
    this.span = span;
    this.id = span.getSpanId();
    this.rank = rank(span);
    this.nanos = span.getEndEpochNanos() - span.getStartEpochNanos();
  }

  String id() {
    return id;
  }

  SpanData span() {
    return span;
  }

  /** The higher, the longer it stays. */
  int rank() {
    return rank;
  }

  /** The longer it ran, the longer it stays among those of one rank. */
  long nanos() {
    return nanos;
  }

  void under(@Nullable FoldingNode newParent) {
    parent = newParent;
    if (newParent != null) {
      newParent.children++;
    }
  }

  /** Null where it is not in the tree. */
  @Nullable FoldingNode parent() {
    return parent;
  }

  boolean isLeaf() {
    return children == 0;
  }

  void childGone() {
    children--;
  }

  boolean isGone() {
    return gone;
  }

  void go(boolean isGone) {
    gone = isGone;
  }

  /** What folded into it, but for what the span says itself. */
  Folded folded() {
    return folded;
  }

  void setFolded(Folded total) {
    folded = total;
  }

  /** What its parent says when this has folded. */
  Folded asFolded() {
    Folded in = folded.plus(Folded.of(span.getAttributes()));
    return new Folded(1 + in.spans(), (rank == FAILED ? 1 : 0) + in.failures(), nanos / NANOS);
  }

  /** Bytes of its document, with what it says of folding. */
  int bytes() {
    if (documentBytes < 0) {
      documentBytes = SegmentDocument.size(span);
    }
    return documentBytes + folded.bytes(span.getAttributes());
  }

  void cutTo(int most) {
    if (most < Integer.MAX_VALUE && bytes() > most) {
      span = SpanTruncation.to(span, most);
      documentBytes = SegmentDocument.size(span);
    }
  }

  private static int rank(SpanData span) {
    if (span.getStatus().getStatusCode() == StatusCode.ERROR) {
      return FAILED;
    }
    return EditedSpanData.isLow(span) ? 0 : 1;
  }
}
