package spanglue.spark.internal.time;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.time.TimeRecord.UnitId;

/** What was asked of Spark and is not over: root SQL executions, and jobs with their units. */
final class OpenWork {
  private static final int MOST = 4_096;

  /** A bit each: at most 2 MB. */
  private static final int MOST_ANNOUNCED = 1 << 24;

  private final Consumer<OpenUnit> onEnd;
  private final Map<UnitId, OpenUnit> units = new LinkedHashMap<>();
  private final Map<Long, OpenUnit> byExecution = new HashMap<>();
  private final Map<Integer, OpenUnit.Job> jobs = new LinkedHashMap<>();
  private final BitSet announced = new BitSet();

  /** An SQL execution, by its number and that of the one around it, which may be itself. */
  record Execution(long id, long rootId) {}

  /** {@code onEnd} is told of each unit that is over, when it no longer is among them. */
  OpenWork(Consumer<OpenUnit> onEnd) {
    this.onEnd = onEnd;
  }

  /** Spark announces one: what it ran to make a plan, or one inside it, may have come before. */
  void executionStarted(Execution execution, long now) {
    OpenUnit unit = byExecution.get(execution.rootId());
    if (unit == null) {
      boolean isRootToCome = !isAnnounced(execution.rootId());
      unit = openExecution(isRootToCome ? execution.rootId() : execution.id(), now);
    }
    byExecution.put(execution.id(), unit);
    if (execution.id() < MOST_ANNOUNCED) {
      announced.set((int) execution.id());
    }
  }

  void executionEnded(long id) {
    OpenUnit unit = byExecution.remove(id);
    if (unit != null && unit.id.id() == id) {
      unit.isExecutionOpen = false;
      closeIfOver(unit);
    }
  }

  /** Returns the unit that the job is of. */
  OpenUnit jobStarted(int jobId, @Nullable Execution execution, int[] stageIds, long now) {
    OpenUnit known = execution == null ? null : ofExecution(execution, now);
    OpenUnit unit = known == null ? open(new UnitId(false, jobId), false, now) : known;
    unit.jobStarted();
    jobs.put(jobId, new OpenUnit.Job(unit, stageIds));
    return unit;
  }

  /** Null for a job of an execution that is over. */
  private @Nullable OpenUnit ofExecution(Execution execution, long now) {
    OpenUnit known = byExecution.get(execution.id());
    if (known == null) {
      known = byExecution.get(execution.rootId());
    }
    return known == null && !isAnnounced(execution.rootId())
        ? openExecution(execution.rootId(), now)
        : known;
  }

  void jobEnded(int jobId, long now) {
    OpenUnit.Job job = jobs.remove(jobId);
    if (job != null) {
      job.unit.jobEnded(now);
      closeIfOver(job.unit);
    }
  }

  /** Whose stage that is; null where no job that runs has it. */
  @Nullable OpenUnit ofStage(int stageId) {
    for (OpenUnit.Job job : jobs.values()) {
      if (job.has(stageId)) {
        return job.unit;
      }
    }
    return null;
  }

  boolean hasOpenJob() {
    return !jobs.isEmpty();
  }

  Collection<OpenUnit> open() {
    return units.values();
  }

  /** Gives up all that is open. */
  void closeAll() {
    List.copyOf(units.values()).forEach(this::close);
  }

  private boolean isAnnounced(long executionId) {
    return executionId >= MOST_ANNOUNCED || announced.get((int) executionId);
  }

  private OpenUnit openExecution(long id, long now) {
    OpenUnit unit = open(new UnitId(true, id), true, now);
    byExecution.put(id, unit);
    return unit;
  }

  private OpenUnit open(UnitId id, boolean isExecutionOpen, long now) {
    OpenUnit before = units.get(id);
    if (before != null) {
      close(before);
    } else if (units.size() >= MOST) {
      close(units.values().iterator().next());
    }
    OpenUnit unit = new OpenUnit(id, isExecutionOpen, now);
    units.put(id, unit);
    return unit;
  }

  private void closeIfOver(OpenUnit unit) {
    if (unit.isOver()) {
      close(unit);
    }
  }

  private void close(OpenUnit unit) {
    units.remove(unit.id);
    byExecution.values().removeIf(other -> other == unit);
    jobs.values().removeIf(job -> job.unit == unit);
    onEnd.accept(unit);
  }
}
