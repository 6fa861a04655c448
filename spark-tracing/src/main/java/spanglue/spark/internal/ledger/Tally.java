package spanglue.spark.internal.ledger;

/** {@link Figures} while they are summed. */
public final class Tally {
  public long tasks;
  long tasksFailed;
  long rowsIn;
  long rowsOut;
  long bytesIn;
  long bytesOut;
  long shuffleBytesRead;
  long shuffleBytesWritten;
  long spillBytes;
  long cpuNanos;
  long gcMillis;
  long taskMillis;

  void add(Figures other) {
    tasks += other.tasks();
    tasksFailed += other.tasksFailed();
    rowsIn += other.rowsIn();
    rowsOut += other.rowsOut();
    bytesIn += other.bytesIn();
    bytesOut += other.bytesOut();
    shuffleBytesRead += other.shuffleBytesRead();
    shuffleBytesWritten += other.shuffleBytesWritten();
    spillBytes += other.spillBytes();
    cpuNanos += other.cpuNanos();
    gcMillis += other.gcMillis();
    taskMillis += other.taskMillis();
  }

  public Figures figures() {
    return new Figures(
        tasks,
        tasksFailed,
        rowsIn,
        rowsOut,
        bytesIn,
        bytesOut,
        shuffleBytesRead,
        shuffleBytesWritten,
        spillBytes,
        cpuNanos,
        gcMillis,
        taskMillis);
  }
}
