/**
 * Which named step an operator belongs to, what ran of it, and what a run could do better. The one
 * way in is {@link spanglue.spark.internal.plan.PlanSteps}. The only place that may use Spark's
 * {@code catalyst} and {@code execution}, and where versions of Spark differ ({@link
 * spanglue.spark.internal.plan.Shims}).
 *
 * <p>This package is internal: nothing outside this module may use it, and it may change at any
 * time.
 */
@NullMarked
package spanglue.spark.internal.plan;

import org.jspecify.annotations.NullMarked;
