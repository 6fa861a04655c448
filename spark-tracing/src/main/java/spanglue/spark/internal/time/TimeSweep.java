package spanglue.spark.internal.time;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.ledger.MostSpans;
import spanglue.spark.vocabulary.TimeClass;

/**
 * Goes through a run's time once, from change to change in the order of their times, and gives each
 * stretch between two of them to what was there then.
 *
 * <p>While tasks run, a stretch is divided by slots (by tasks, where there are more). A task learns
 * only at its end what it did: until then it is enough to know what a task that ran all along would
 * have had of the time, when this one began. Time whose class the next change decides (planning or
 * commit, the program or the end) waits in a sum.
 */
final class TimeSweep {
  private enum Phase {
    JVM,
    SPARK,
    DRIVER_UP,
    UP
  }

  private final Parts whole = new Parts();
  private final Slots slots = new Slots();
  private final SlotTimeline timeline = new SlotTimeline();
  private final OpenStages stages = new OpenStages();
  private final ClosedWork closed;
  private final CriticalPath path = new CriticalPath();
  private final OpenWork work = new OpenWork(this::unitEnded);
  private final Map<Long, RunningTask> tasks = new LinkedHashMap<>();
  private final Gaps gaps;
  private Phase phase = Phase.SPARK;
  private long start = Long.MIN_VALUE;
  private long now;
  private double shareOfOne;
  private double idle;

  /** Since when nothing is asked of Spark, where nothing is. */
  private long idleSince;

  private int openNamed;
  private boolean hasWorked;

  private record RunningTask(
      OpenStages.Stage stage, double shareAtLaunch, CriticalPath.Launch launch) {}

  TimeSweep(MostSpans most) {
    this.closed = new ClosedWork(most.actions());
    this.gaps = new Gaps(most.gaps());
  }

  /** The time has come that far; an earlier one changes nothing. */
  void advance(long time) {
    if (start == Long.MIN_VALUE) {
      start = time;
      now = time;
      idleSince = time;
      path.begin(time);
    } else if (time > now) {
      double millis = time - now;
      timeline.add(now, time, Math.max(slots.count(), tasks.size()), tasks.size());
      now = time;
      spend(millis);
    }
  }

  private void spend(double millis) {
    if (!tasks.isEmpty()) {
      double capacity = Math.max(slots.count(), tasks.size());
      shareOfOne += millis / capacity;
      TimeClass ofIdleSlots = stages.areTasksWaiting() ? TimeClass.SCHEDULING : TimeClass.TAIL;
      give(ofIdleSlots, millis * (capacity - tasks.size()) / capacity);
      path.gap(TimeClass.SCHEDULING, millis);
    } else if (work.hasOpenJob()) {
      boolean hasNoExecutor = slots.isKnown() && slots.count() == 0 && stages.areTasksWaiting();
      TimeClass why = hasNoExecutor ? TimeClass.EXECUTOR_WAIT : TimeClass.SCHEDULING;
      give(why, millis);
      path.gap(why, millis);
    } else if (work.open().isEmpty()) {
      idle += millis;
    } else {
      double each = millis / work.open().size();
      work.open().forEach(unit -> unit.wait(each));
    }
  }

  /** Gives time to a class, and in equal parts to what is open. */
  private void give(TimeClass its, double millis) {
    whole.add(its, millis);
    double each = millis / Math.max(1, work.open().size());
    work.open().forEach(unit -> unit.parts.add(its, each));
  }

  private void decide(OpenUnit unit, TimeClass its) {
    double millis = unit.decided();
    whole.add(its, millis);
    unit.parts.add(its, millis);
    path.gap(its, millis);
    gaps.add(its, unit.joblessUntil(now), now, unit.id, false);
  }

  private void decideIdle(TimeClass its) {
    whole.add(its, idle);
    path.gap(its, idle);
    idle = 0;
    gaps.add(its, idleSince, now, null, openNamed > 0);
    idleSince = now;
  }

  /** The program begins what it calls an action. */
  void namedActionStarted() {
    divideIdle();
    openNamed++;
  }

  void namedActionEnded() {
    divideIdle();
    openNamed--;
  }

  /** Where nothing is asked of Spark, there is a time before and one after. */
  private void divideIdle() {
    if (phase == Phase.UP && work.open().isEmpty()) {
      decideIdle(TimeClass.DRIVER);
    }
  }

  /** The JVM began before the application did. */
  void jvmStarted() {
    phase = Phase.JVM;
  }

  void applicationStarted() {
    if (phase == Phase.JVM) {
      decideIdle(TimeClass.JVM_START);
      phase = Phase.SPARK;
    }
  }

  void driverRegistered() {
    if (phase.compareTo(Phase.DRIVER_UP) < 0) {
      decideIdle(TimeClass.SPARK_START);
      phase = Phase.DRIVER_UP;
    }
  }

  void taskCpus(int cpus) {
    slots.taskCpus(cpus);
  }

  void executorAdded(String id, int cores) {
    if (phase != Phase.UP) {
      decideIdle(TimeClass.SPARK_START);
      phase = Phase.UP;
    }
    slots.added(id, cores);
  }

  void executorRemoved(String id) {
    slots.removed(id);
  }

  void executionStarted(OpenWork.Execution execution) {
    begin();
    work.executionStarted(execution, now);
  }

  void executionEnded(long id) {
    work.executionEnded(id);
  }

  void jobStarted(int id, OpenWork.@Nullable Execution execution, int[] stageIds) {
    begin();
    decide(work.jobStarted(id, execution, stageIds, now), TimeClass.PLANNING);
  }

  void jobEnded(int id) {
    work.jobEnded(id, now);
  }

  void stageSubmitted(OpenStages.Key stage, int count, boolean isOpaque) {
    stages.submitted(stage, work.ofStage(stage.stageId()), count, isOpaque);
  }

  void stageEnded(OpenStages.Key stage) {
    stages.ended(stage);
  }

  void taskStarted(long id, OpenStages.Key key) {
    OpenStages.Stage stage = stages.get(key);
    stages.taskStarted(stage);
    tasks.put(id, new RunningTask(stage, shareOfOne, path.launched(now)));
  }

  void taskEnded(long id, boolean hasSucceeded, TaskParts parts) {
    RunningTask task = tasks.remove(id);
    if (task != null) {
      ended(task, hasSucceeded, task.stage().isOpaque ? parts.opaque() : parts);
    }
  }

  private void ended(RunningTask task, boolean hasSucceeded, TaskParts parts) {
    stages.taskEnded(task.stage(), hasSucceeded);
    double share = shareOfOne - task.shareAtLaunch();
    parts.addTo(whole, share);
    if (task.stage().unit != null) {
      parts.addTo(task.stage().unit.parts, share);
    }
    path.finished(task.launch(), task.stage().key, parts, now);
  }

  /** The first unit after none. */
  private void begin() {
    if (work.open().isEmpty()) {
      boolean wasStarting = phase == Phase.SPARK || phase == Phase.JVM;
      decideIdle(wasStarting ? TimeClass.SPARK_START : TimeClass.DRIVER);
      phase = Phase.UP;
      hasWorked = true;
    }
  }

  /** What still runs of it was cancelled, or its end was not told: it counts no more. */
  private void unitEnded(OpenUnit unit) {
    decide(unit, unit.lastClass());
    giveUpTasks(unit);
    stages.ended(unit);
    closed.add(unit);
    if (work.open().isEmpty()) {
      idleSince = now;
    }
  }

  private void giveUpTasks(@Nullable OpenUnit unit) {
    Iterator<RunningTask> running = tasks.values().iterator();
    while (running.hasNext()) {
      RunningTask task = running.next();
      if (unit == null || task.stage().unit == unit) {
        running.remove();
        ended(task, false, TaskParts.unknown(1));
      }
    }
  }

  /**
   * What there was until {@code end}.
   *
   * @param isEnd whether the application ended then; else it is where the events end
   */
  TimeRecord close(long end, boolean isEnd) {
    advance(end);
    giveUpTasks(null);
    work.closeAll();
    decideIdle(isEnd && hasWorked ? TimeClass.END : TimeClass.DRIVER);
    return new TimeRecord(
        start,
        now,
        whole.rounded(now - start),
        path.close(now),
        slots.most(),
        timeline.points(now),
        closed.record(),
        gaps.record());
  }
}
