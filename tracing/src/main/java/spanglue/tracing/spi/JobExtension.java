package spanglue.tracing.spi;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A live job's trace, for a plugin that tells what ran in the job. Safe for use by several threads.
 */
public interface JobExtension {
  /** Adds children of the job's root. */
  SpanRecorder spans();

  /** When the root began: no child of it may begin before. */
  Instant start();

  /** How many spans are kept until the job's end; of more the least important fold. */
  int mostSpans();

  /** Whether the trace has to fit a number of bytes, so that long texts push out spans. */
  boolean isBudgeted();

  /**
   * Makes the root an error where only texts are left of the cause. Of several failures of a job
   * the first counts.
   */
  void fail(SpanFailure cause);

  /**
   * Has {@code action} run once, when the job's tracing begins to close, while the root still takes
   * attributes and children. What it throws is logged.
   */
  void beforeClose(Runnable action);

  /**
   * Has every message and stack that goes out from now on pass through {@code rule}, which takes
   * out what must not leave, such as values of rows.
   */
  void redact(UnaryOperator<String> rule);

  /**
   * Where the trace is sent while the job runs, has {@code report} run from time to time, on a
   * thread of its own: it adds what is over and not added yet, and says what is open.
   *
   * @return has what was added sent soon; null where all is sent at the job's end
   */
  @Nullable Runnable whileRunning(Supplier<List<OpenSpan>> report);

  /** Adds spans that are over under one parent. Safe for use by several threads. */
  public interface SpanRecorder {
    /** Adds a span. Returns what adds its children. */
    SpanRecorder add(FinishedSpan span);
  }
}
