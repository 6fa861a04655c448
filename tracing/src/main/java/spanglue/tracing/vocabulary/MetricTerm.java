package spanglue.tracing.vocabulary;

import org.jspecify.annotations.Nullable;

/**
 * A metric of a job. Each has the dimension {@code job_name}, some one more.
 *
 * <p>{@code By} and {@code s} are the units that the collector knows as CloudWatch's bytes and
 * seconds; whatever else would not be one of CloudWatch's, so it is {@code 1}, no unit.
 */
public interface MetricTerm extends Term {
  /** The dimension beside the job's name; null where there is none. */
  default @Nullable String dimension() {
    return null;
  }

  /** Whether each value counts by itself, as a duration does, and not only the sum of them. */
  default boolean isDistribution() {
    return false;
  }
}
