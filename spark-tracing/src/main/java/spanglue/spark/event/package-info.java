/**
 * What a traced application adds to Spark's event log, so that the trace can be made of the log
 * again. The names of these classes and of their fields are what the log holds: a reader finds them
 * in logs of any age. Where the classes are not on the class path, Spark's own readers of logs skip
 * the events.
 *
 * <p>All texts have passed the trace's gate: nothing is in the log that may not be in the trace.
 */
@NullMarked
package spanglue.spark.event;

import org.jspecify.annotations.NullMarked;
