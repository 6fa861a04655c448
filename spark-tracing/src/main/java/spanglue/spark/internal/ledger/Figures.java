package spanglue.spark.internal.ledger;

/**
 * What tasks did, summed. Rows, bytes and times are of all attempts of all tasks, as Spark counts
 * them: a task that ran twice read its input twice.
 *
 * @param tasks task attempts that ended
 * @param tasksFailed those that failed; killed ones are not
 * @param rowsIn rows read from outside Spark and from its caches
 * @param rowsOut rows written to outside Spark
 * @param shuffleBytesRead bytes, local and remote
 * @param spillBytes bytes written to disk for want of memory
 * @param cpuNanos executor CPU time, nanoseconds
 * @param gcMillis garbage collection during the tasks, milliseconds
 * @param taskMillis from launch to end of each task, milliseconds
 */
public record Figures(
    long tasks,
    long tasksFailed,
    long rowsIn,
    long rowsOut,
    long bytesIn,
    long bytesOut,
    long shuffleBytesRead,
    long shuffleBytesWritten,
    long spillBytes,
    long cpuNanos,
    long gcMillis,
    long taskMillis) {}
