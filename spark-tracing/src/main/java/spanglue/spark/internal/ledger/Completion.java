package spanglue.spark.internal.ledger;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.spi.SpanFailure;

/**
 * How an action or a stage attempt ended. What somebody cancelled did not fail.
 *
 * @param failure null where it did not fail
 */
public record Completion(Status status, @Nullable SpanFailure failure) {
  /** In a word. */
  public enum Status {
    SUCCEEDED,
    FAILED,
    CANCELLED,
    /** Spark did not say that it ended: the application ended first, or the event was dropped. */
    INCOMPLETE;

    /** As a span's attribute says it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static final Completion SUCCEEDED = new Completion(Status.SUCCEEDED, null);
  static final Completion INCOMPLETE = new Completion(Status.INCOMPLETE, null);
  private static final Completion CANCELLED = new Completion(Status.CANCELLED, null);

  static Completion failed(SpanFailure failure) {
    return new Completion(Status.FAILED, failure);
  }

  /** By what Spark threw. */
  static Completion thrown(Throwable thrown) {
    return Failures.isCancellation(thrown) ? CANCELLED : failed(Failures.of(thrown));
  }

  /** By Spark's words; {@code known} is the failure where more than they is known of it. */
  static Completion told(String reason, @Nullable SpanFailure known) {
    if (Failures.isCancellation(reason)) {
      return CANCELLED;
    }
    return failed(known == null ? Failures.ofMessage(reason) : known);
  }

  public boolean hasFailed() {
    return status == Status.FAILED;
  }
}
