/**
 * What Spark's events say of one application, as actions with their stages and the metrics of their
 * tasks, in bounded memory. The one way in is {@link spanglue.spark.internal.ledger.SparkEvents},
 * the one way out {@link spanglue.spark.internal.ledger.RunLedger#close}. A further figure of a
 * task is added to {@link spanglue.spark.internal.ledger.AggregatedTaskMetrics}. No plan is looked
 * at.
 *
 * <p>This package is internal: nothing outside this module may use it, and it may change at any
 * time.
 */
@NullMarked
package spanglue.spark.internal.ledger;

import org.jspecify.annotations.NullMarked;
