package spanglue.spark.internal.time;

import java.util.HashMap;
import java.util.Map;

/** The executors that are there, and so many tasks as they run at once. */
final class Slots {
  private final Map<String, Integer> coresOf = new HashMap<>();
  private int cpusOfTask = 1;
  private int count;
  private int most;
  private boolean isKnown;

  /** What a task occupies, {@code spark.task.cpus}. */
  void taskCpus(int cpus) {
    cpusOfTask = Math.max(1, cpus);
    recount();
  }

  void added(String executor, int cores) {
    isKnown = true;
    coresOf.put(executor, cores);
    recount();
  }

  void removed(String executor) {
    coresOf.remove(executor);
    recount();
  }

  /** How many there are now. */
  int count() {
    return count;
  }

  /** The most that there were at once. */
  int most() {
    return most;
  }

  /** Whether the executors were told of at all. */
  boolean isKnown() {
    return isKnown;
  }

  private void recount() {
    count = coresOf.values().stream().mapToInt(cores -> cores / cpusOfTask).sum();
    most = Math.max(most, count);
  }
}
