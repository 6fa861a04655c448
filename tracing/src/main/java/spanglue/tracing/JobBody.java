package spanglue.tracing;

/**
 * The work of a job, with a result.
 *
 * @param <T> the result
 * @param <E> what the job may throw; {@link RuntimeException} where it throws nothing checked
 */
@FunctionalInterface
public interface JobBody<T, E extends Exception> {
  /** Does the work of the job that {@code tracing} is the root span of. */
  T call(JobTracing tracing) throws E;
}
