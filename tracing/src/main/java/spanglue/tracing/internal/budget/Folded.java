package spanglue.tracing.internal.budget;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import spanglue.tracing.vocabulary.TraceAttribute;

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
