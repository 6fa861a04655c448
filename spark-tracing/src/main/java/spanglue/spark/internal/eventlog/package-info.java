/**
 * Reads Spark's event logs: finds them, opens them whatever they are compressed with, and makes
 * events of their lines by Spark's own code. What can't be read is noted, not thrown. The one way
 * in is {@link spanglue.spark.internal.eventlog.EventLog#find}.
 *
 * <p>This package is internal: nothing outside this module may use it, and it may change at any
 * time.
 */
@NullMarked
package spanglue.spark.internal.eventlog;

import org.jspecify.annotations.NullMarked;
