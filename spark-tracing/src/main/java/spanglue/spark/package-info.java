/**
 * Spans from what Spark really executed: actions and stage attempts by the times of Spark's own
 * events, and the named steps under the action that ran them. Batch only: the micro-batches of a
 * structured streaming query look like actions of their own. A Spark Connect server is not
 * supported.
 *
 * <p>{@link spanglue.spark.SparkTracingPlugin} traces a job without code, {@link
 * spanglue.spark.SparkTracing} one that has a {@link spanglue.tracing.JobTracing}, {@link
 * spanglue.spark.Steps} names its steps. The rest here ties one application to one trace (a run, in
 * what follows, is one application under trace): what listens, what is awaited at the end, who ends
 * the root. What events mean, what plans tell and what becomes of both stands in the packages
 * {@code internal}.
 */
@NullMarked
package spanglue.spark;

import org.jspecify.annotations.NullMarked;
