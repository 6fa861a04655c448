/**
 * Spans from what Spark really executed: actions and stage attempts by the times of Spark's own
 * events, and the named steps under the action that ran them. Batch only: the micro-batches of a
 * structured streaming query look like actions of their own. A Spark Connect server is not
 * supported.
 */
package spanglue.spark;
