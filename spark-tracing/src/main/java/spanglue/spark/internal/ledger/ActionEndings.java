package spanglue.spark.internal.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.spi.SpanFailure;

/**
 * How an application's actions ended.
 *
 * @param failed how many failed
 * @param cancelled how many somebody stopped
 * @param first the first that failed; null where none did
 * @param last why the action that ended last failed, or proved invalid; null where it did not
 */
public record ActionEndings(
    long failed, long cancelled, @Nullable FailedAction first, @Nullable SpanFailure last) {
  public static final ActionEndings NONE = new ActionEndings(0, 0, null, null);

  /** An action, and why it failed. */
  public record FailedAction(String name, SpanFailure why) {
    @Override
    public String toString() {
      return "'" + name + "': " + why.type() + ": " + why.message();
    }
  }

  /** Counts while actions end. */
  static final class Counter {
    private long failed;
    private long cancelled;
    private @Nullable FailedAction first;
    private @Nullable SpanFailure last;
    private Instant lastEnd = Instant.MIN;

    void add(ActionRecord action) {
      Completion completion = action.completion();
      SpanFailure failure = completion.failure();
      if (completion.hasFailed()) {
        failed++;
        if (first == null && failure != null) {
          first = new FailedAction(action.name(), failure);
        }
      } else if (completion.status() == Completion.Status.CANCELLED) {
        cancelled++;
      }
      if (!action.interval().end().isBefore(lastEnd)) {
        lastEnd = action.interval().end();
        last = failure;
      }
    }

    ActionEndings sum() {
      return new ActionEndings(failed, cancelled, first, last);
    }
  }
}
