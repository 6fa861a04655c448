package spanglue.spark.internal.time;

import spanglue.spark.vocabulary.TimeClass;

/**
 * What a task did with its time, by its own metrics, in milliseconds. They overlap: a task that
 * writes shuffled data also computes. So each takes no more than what those before it left of the
 * run time, the surest first.
 *
 * @param total from launch to end
 * @param deserialization of the task, and serialization of its result
 * @param run the time in the executor
 * @param isOpaque whether parts of it run where Spark does not look
 */
record TaskParts(
    double total,
    double deserialization,
    double run,
    double cpu,
    double gc,
    double shuffleWait,
    double python,
    double shuffleWrite,
    double outputWrite,
    boolean isOpaque) {

  /** A task of which only the time is known. */
  static TaskParts unknown(double total) {
    return new TaskParts(total, 0, total, 0, 0, 0, 0, 0, 0, true);
  }

  /** The same, where Spark does not look. */
  TaskParts opaque() {
    return new TaskParts(
        total, deserialization, run, cpu, gc, shuffleWait, python, shuffleWrite, outputWrite, true);
  }

  /** Adds {@code amount}, divided as the task's time was. */
  void addTo(Parts sum, double amount) {
    if (total <= 0) {
      sum.add(TimeClass.SCHEDULING, amount);
      return;
    }
    double unit = amount / total;
    double around = taken(deserialization, total);
    double left = taken(run, total - around);
    double scheduling = total - around - left;
    sum.add(TimeClass.DESERIALIZATION, around * unit).add(TimeClass.SCHEDULING, scheduling * unit);
    // Every task computes something: none at all is a Spark that does not report it.
    boolean told = !isOpaque && cpu > 0;
    left -= take(sum, TimeClass.CPU, cpu, left, unit);
    left -= take(sum, TimeClass.GC, gc, left, unit);
    left -= take(sum, TimeClass.SHUFFLE_WAIT, shuffleWait, left, unit);
    left -= take(sum, TimeClass.PYTHON, python, left, unit);
    left -= take(sum, TimeClass.SHUFFLE_WRITE, shuffleWrite, left, unit);
    left -= take(sum, TimeClass.OUTPUT_WRITE, outputWrite, left, unit);
    sum.add(told ? TimeClass.OTHER_WAIT : TimeClass.UNMEASURED, left * unit);
  }

  private static double take(Parts sum, TimeClass its, double wanted, double left, double unit) {
    double taken = taken(wanted, left);
    sum.add(its, taken * unit);
    return taken;
  }

  private static double taken(double wanted, double left) {
    return Math.max(0, Math.min(wanted, left));
  }
}
