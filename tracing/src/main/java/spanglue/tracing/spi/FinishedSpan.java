package spanglue.tracing.spi;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span of kind internal that is over.
 *
 * @param end when it ended; one before {@code start} counts as {@code start}
 * @param attributes by key: text, numbers, booleans, lists of text; anything else as its text
 * @param failure why it failed; null where it did not
 * @param importance what to give up first when a job's trace outgrows its budget
 */
public record FinishedSpan(
    String name,
    Instant start,
    Instant end,
    Map<String, ?> attributes,
    @Nullable SpanFailure failure,
    Importance importance) {

  /** What the byte budget of a job's trace gives up first. Failures and the longest spans stay. */
  public enum Importance {
    /** Folds into its parent first. */
    LOW,
    /** Folds when nothing of {@link #LOW} is left, the shortest first. */
    NORMAL
  }

  /** Copies {@code attributes}. */
  public FinishedSpan {
    attributes = Map.copyOf(attributes);
  }

  /** A span that did not fail, of normal importance. */
  public FinishedSpan(String name, Instant start, Instant end, Map<String, ?> attributes) {
    this(name, start, end, attributes, null, Importance.NORMAL);
  }
}
