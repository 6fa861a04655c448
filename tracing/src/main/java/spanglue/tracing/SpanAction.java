package spanglue.tracing;

/**
 * What a span covers, without a result.
 *
 * @param <E> what the action may throw; {@link RuntimeException} where it throws nothing checked
 */
@FunctionalInterface
public interface SpanAction<E extends Exception> {
  /** Does the work of {@code span}. */
  void run(ActiveSpan span) throws E;
}
