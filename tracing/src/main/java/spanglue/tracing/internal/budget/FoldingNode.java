package spanglue.tracing.internal.budget;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.vocabulary.TraceAttribute;

/** A span in a {@link FoldingTree}. */
final class FoldingNode {
  private static final double NANOS = 1_000_000_000.0;
  private static final int NORMAL = 1;
  private static final int FAILED = 2;

  private final String id;
  private final int rank;
  private final long nanos;
  private final ToIntFunction<SpanData> size;
  private SpanData span;
  private @Nullable FoldingNode parent;
  private int children;
  private boolean gone;
  private Folded folded = Folded.NONE;
  private int documentBytes = -1;

  FoldingNode(SpanData span, ToIntFunction<SpanData> size) {
    this.span = span;
    this.size = size;
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
    return new Folded(1 + in.spans(), (rank >= FAILED ? 1 : 0) + in.failures(), nanos / NANOS);
  }

  /** Bytes of its document, with what it says of folding. */
  int bytes() {
    if (documentBytes < 0) {
      documentBytes = size.applyAsInt(span);
    }
    return documentBytes + folded.bytes(span.getAttributes());
  }

  void cutTo(int most) {
    if (most < Integer.MAX_VALUE && bytes() > most) {
      span = SpanTruncation.to(span, most, size);
      documentBytes = size.applyAsInt(span);
    }
  }

  /** A failure of low importance, as a stage's, mostly repeats that of what it is in. */
  private static int rank(SpanData span) {
    int rank = EditedSpanData.isLow(span) ? 0 : NORMAL;
    return span.getStatus().getStatusCode() == StatusCode.ERROR ? FAILED + rank : rank;
  }

  /**
   * What folded into a span: spans that are not sent because their trace would outgrow its budget.
   *
   * @param spans how many, at any depth
   * @param failures how many of them had failed
   * @param seconds durations of those right below the span, added up
   */
  record Folded(long spans, long failures, double seconds) {
    static final Folded NONE = new Folded(0, 0, 0);

    /** On a job's root: how many spans of the trace folded, wherever. */
    static final AttributeKey<Long> TOTAL = AttributeKey.longKey(TraceAttribute.FOLDED_TOTAL.key());

    private static final AttributeKey<Long> SPANS =
        AttributeKey.longKey(TraceAttribute.FOLDED_SPANS.key());
    private static final AttributeKey<Double> SECONDS =
        AttributeKey.doubleKey(TraceAttribute.FOLDED_SECONDS.key());
    private static final AttributeKey<Long> FAILURES =
        AttributeKey.longKey(TraceAttribute.FOLDED_FAILURES.key());

    /** What a span says itself. */
    static Folded of(Attributes attributes) {
      Double seconds = attributes.get(SECONDS);
      return new Folded(
          count(attributes, SPANS), count(attributes, FAILURES), seconds == null ? 0 : seconds);
    }

    static long count(Attributes attributes, AttributeKey<Long> key) {
      Long count = attributes.get(key);
      return count == null ? 0 : count;
    }

    Folded plus(Folded other) {
      return new Folded(spans + other.spans, failures + other.failures, seconds + other.seconds);
    }

    /** What {@link #putInto} adds to the document of a span, at most. */
    int bytes(Attributes attributes) {
      if (spans == 0) {
        return 0;
      }
      String said =
          "\"" + SPANS.getKey() + "\":" + spans + ",\"" + SECONDS.getKey() + "\":" + shown() + ",";
      String failed = failures == 0 ? "" : "\"" + FAILURES.getKey() + "\":" + failures + ",";
      String around = attributes.isEmpty() ? "\"metadata\":{\"default\":{}}," : "";
      return said.length() + failed.length() + around.length();
    }

    private double shown() {
      return Math.round(seconds * 1_000) / 1_000.0;
    }

    /** As attributes, seconds in whole milliseconds; nothing where nothing folded. */
    void putInto(AttributesBuilder attributes) {
      if (spans > 0) {
        attributes.put(SPANS, spans);
        attributes.put(SECONDS, shown());
      }
      if (failures > 0) {
        attributes.put(FAILURES, failures);
      }
    }
  }
}
