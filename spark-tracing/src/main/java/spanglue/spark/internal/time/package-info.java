/**
 * Where an application's wall time went, to the millisecond: a sweep over Spark's events in the
 * order of their own times, in memory that is bounded by what runs at once. The one way in is
 * {@link spanglue.spark.internal.time.TimeEvents}, the one way out {@link
 * spanglue.spark.internal.time.TimeAccounting#close}. Stands beside the ledger, which keeps what
 * ran; this keeps only how long.
 *
 * <p>This package is internal: nothing outside this module may use it, and it may change at any
 * time.
 */
@NullMarked
package spanglue.spark.internal.time;

import org.jspecify.annotations.NullMarked;
