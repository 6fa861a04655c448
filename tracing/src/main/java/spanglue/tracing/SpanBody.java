package spanglue.tracing;

/**
 * What a span covers, with a result.
 *
 * @param <T> the result
 * @param <E> what the body may throw; {@link RuntimeException} where it throws nothing checked
 */
@FunctionalInterface
public interface SpanBody<T, E extends Exception> {
  /** Does the work of {@code span}. */
  T call(ActiveSpan span) throws E;
}
