package spanglue.spark.internal.time;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.ledger.MostSpans;

/**
 * Where the time of one application goes, told by its events in the order of their arrival. Memory
 * is bounded by what is open at once: executions, jobs, stages, tasks, executors. Not safe for use
 * by several threads.
 */
public final class TimeAccounting {
  private static final int MOST_IDS = 1 << 18;

  private final TimeSweep sweep;
  private final EventOrder order = new EventOrder(this::advance);

  /** Tasks whose start came, and their end not. */
  private final Set<Long> running = new HashSet<>();

  /** Tasks whose end came, and their start not: it may yet come, or was dropped. */
  private final Set<Long> startless = new HashSet<>();

  private long begin = Long.MIN_VALUE;
  private long end = Long.MAX_VALUE;

  public TimeAccounting(MostSpans most) {
    this.sweep = new TimeSweep(most);
  }

  /** The JVM was there from then on, before Spark's context was. What is older is as of then. */
  public void jvmStarted(long time) {
    begin = time;
    sweep.jvmStarted();
    order.at(time, () -> {});
  }

  /** The program begins what it calls an action. */
  public void namedActionStarted(long time) {
    order.at(time, sweep::namedActionStarted);
  }

  public void namedActionEnded(long time) {
    order.at(time, sweep::namedActionEnded);
  }

  void applicationStarted(long time) {
    order.at(time, sweep::applicationStarted);
    order.begin();
  }

  /** All that is later, and what no event told the end of, ended then. */
  void applicationEnded(long time) {
    end = time > 0 ? time : order.newest();
  }

  void taskCpus(int cpus) {
    order.at(0, () -> sweep.taskCpus(cpus));
  }

  void driverRegistered(long time) {
    order.at(time, sweep::driverRegistered);
  }

  void executorAdded(String id, int cores, long time) {
    order.at(time, () -> sweep.executorAdded(id, cores));
  }

  void executorRemoved(String id, long time) {
    order.at(time, () -> sweep.executorRemoved(id));
  }

  void executionStarted(OpenWork.Execution execution, long time) {
    order.at(time, () -> sweep.executionStarted(execution));
  }

  void executionEnded(long id, long time) {
    order.at(time, () -> sweep.executionEnded(id));
  }

  void jobStarted(int id, OpenWork.@Nullable Execution execution, int[] stageIds, long time) {
    order.at(time, () -> sweep.jobStarted(id, execution, stageIds));
  }

  void jobEnded(int id, long time) {
    order.at(time, () -> sweep.jobEnded(id));
  }

  void stageSubmitted(OpenStages.Key stage, int tasks, boolean isOpaque, long time) {
    order.at(time, () -> sweep.stageSubmitted(stage, tasks, isOpaque));
  }

  void stageEnded(OpenStages.Key stage, long time) {
    order.at(time, () -> sweep.stageEnded(stage));
  }

  void taskStarted(long id, OpenStages.Key stage, long launch) {
    if (!startless.remove(id) && bounded(running).add(id)) {
      order.at(launch, () -> sweep.taskStarted(id, stage));
    }
  }

  void taskEnded(
      long id,
      OpenStages.Key stage,
      long launch,
      long finish,
      boolean hasSucceeded,
      TaskParts parts) {
    if (!running.remove(id) && bounded(startless).add(id)) {
      order.at(launch, () -> sweep.taskStarted(id, stage));
    }
    order.at(finish, () -> sweep.taskEnded(id, hasSucceeded, parts));
  }

  private static Set<Long> bounded(Set<Long> ids) {
    if (ids.size() >= MOST_IDS) {
      ids.clear();
    }
    return ids;
  }

  private void advance(long time) {
    sweep.advance(Math.min(Math.max(time, begin), end));
  }

  /**
   * Where the time went, to the application's end or, where it has none, to {@code until}. Null
   * where no event had a time. Nothing may be told after.
   *
   * @param until milliseconds since the epoch; not above 0 where it is the last event's time
   */
  public @Nullable TimeRecord close(long until) {
    boolean isEnd = end != Long.MAX_VALUE;
    long last = isEnd ? end : until > 0 ? until : order.newest();
    if (order.newest() == Long.MIN_VALUE) {
      return null;
    }
    end = last;
    order.finish();
    return sweep.close(last, isEnd);
  }
}
