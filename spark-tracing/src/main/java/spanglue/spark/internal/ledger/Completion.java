package spanglue.spark.internal.ledger;

import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.sql.AnalysisException;
import org.jspecify.annotations.Nullable;
import spanglue.spark.event.NamedActionEnded;
import spanglue.tracing.spi.SpanFailure;

/**
 * How an action or a stage attempt ended. What somebody cancelled did not fail.
 *
 * @param failure null where it did neither fail nor prove invalid
 */
public record Completion(Status status, @Nullable SpanFailure failure) {
  /** In a word. */
  public enum Status {
    SUCCEEDED,
    FAILED,
    CANCELLED,
    /** Nothing ran: Spark could make no plan of it, as where a table is not there. */
    INVALID,
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

  /** By what was thrown. */
  public static Completion thrown(Throwable thrown) {
    return Cancellation.is(thrown) ? CANCELLED : failed(Failures.of(thrown));
  }

  /** The same for a query. */
  static Completion ofQuery(Throwable thrown) {
    return thrown instanceof AnalysisException
        ? new Completion(Status.INVALID, Failures.of(thrown))
        : thrown(thrown);
  }

  /** By Spark's words; {@code known} is the failure where more than they is known of it. */
  static Completion told(String reason, @Nullable SpanFailure known) {
    if (Cancellation.isTold(reason)) {
      return CANCELLED;
    }
    return failed(known == null ? Failures.ofMessage(reason) : known);
  }

  /** Of a named action, as its event tells it. */
  public static Completion of(NamedActionEnded event) {
    Status status =
        Arrays.stream(Status.values())
            .filter(one -> one.text().equals(event.status()))
            .findFirst()
            .orElse(Status.INCOMPLETE);
    return new Completion(
        status,
        event.errorType().isEmpty()
            ? null
            : new SpanFailure(event.errorType(), event.errorMessage(), event.errorStack()));
  }

  /** The same of something that did run. */
  Completion ran() {
    return status == Status.INVALID ? new Completion(Status.FAILED, failure) : this;
  }

  public boolean hasFailed() {
    return status == Status.FAILED;
  }
}
