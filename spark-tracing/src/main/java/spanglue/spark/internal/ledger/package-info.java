/**
 * What Spark's events say, as actions with their stages and the figures of their tasks, in bounded
 * memory. The one way in is {@link spanglue.spark.internal.ledger.RunLedger}. A further figure of a
 * task is added here. No plan is looked at.
 *
 * <p>This package is internal: nothing outside this module may use it, and it may change at any
 * time.
 */
@NullMarked
package spanglue.spark.internal.ledger;

import org.jspecify.annotations.NullMarked;
