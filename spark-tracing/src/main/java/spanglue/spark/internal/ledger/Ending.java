package spanglue.spark.internal.ledger;

import org.jspecify.annotations.Nullable;
import spanglue.tracing.spi.SpanFailure;

/**
 * How something that Spark ran ended. What somebody cancelled did not fail.
 *
 * @param failure null where it did not fail
 */
record Ending(Outcome outcome, @Nullable SpanFailure failure) {
  static final Ending SUCCEEDED = new Ending(Outcome.SUCCEEDED, null);
  static final Ending INCOMPLETE = new Ending(Outcome.INCOMPLETE, null);
  private static final Ending CANCELLED = new Ending(Outcome.CANCELLED, null);

  static Ending failed(SpanFailure failure) {
    return new Ending(Outcome.FAILED, failure);
  }

  /** By what Spark threw. */
  static Ending thrown(Throwable thrown) {
    return Failures.isCancellation(thrown) ? CANCELLED : failed(Failures.of(thrown));
  }

  /** By Spark's words; {@code known} is the failure where more than they is known of it. */
  static Ending told(String reason, @Nullable SpanFailure known) {
    if (Failures.isCancellation(reason)) {
      return CANCELLED;
    }
    return failed(known == null ? Failures.ofMessage(reason) : known);
  }
}
