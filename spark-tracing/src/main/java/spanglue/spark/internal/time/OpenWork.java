package spanglue.spark.internal.time;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was asked of Spark and is not over: root SQL executions, and jobs with their units. */
final class OpenWork {
  private static final int MOST = 4_096;

  private final Consumer<OpenUnit> onEnd;
  private final Map<OpenUnit.Key, OpenUnit> units = new LinkedHashMap<>();
  private final Map<Long, OpenUnit> byExecution = new HashMap<>();
  private final Map<Integer, OpenUnit.Job> jobs = new LinkedHashMap<>();

  /** {@code onEnd} is told of each unit that is over, when it no longer is among them. */
  OpenWork(Consumer<OpenUnit> onEnd) {
    this.onEnd = onEnd;
  }

  void executionStarted(long id, long rootId) {
    OpenUnit root = byExecution.get(rootId);
    byExecution.put(id, root == null ? open(new OpenUnit.Key(true, id), true) : root);
  }

  void executionEnded(long id) {
    OpenUnit unit = byExecution.remove(id);
    if (unit != null && unit.key.id() == id) {
      unit.isExecutionOpen = false;
      closeIfOver(unit);
    }
  }

  /** Returns the unit that the job is of. */
  OpenUnit jobStarted(int jobId, @Nullable Long executionId, int[] stageIds) {
    OpenUnit unit = executionId == null ? null : byExecution.get(executionId);
    if (unit == null) {
      OpenUnit.Key key =
          executionId == null
              ? new OpenUnit.Key(false, jobId)
              : new OpenUnit.Key(true, executionId);
      OpenUnit known = units.get(key);
      unit = known == null ? open(key, false) : known;
    }
    unit.jobStarted();
    jobs.put(jobId, new OpenUnit.Job(unit, stageIds));
    return unit;
  }

  void jobEnded(int jobId) {
    OpenUnit.Job job = jobs.remove(jobId);
    if (job != null) {
      job.unit.jobEnded();
      closeIfOver(job.unit);
    }
  }

  /** Whose stage that is; null where no job that runs has it. */
  @Nullable OpenUnit ofStage(int stageId) {
    return jobs.values().stream()
        .filter(job -> job.has(stageId))
        .map(job -> job.unit)
        .findFirst()
        .orElse(null);
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

  private OpenUnit open(OpenUnit.Key key, boolean isExecutionOpen) {
    if (units.size() >= MOST) {
      close(units.values().iterator().next());
    }
    OpenUnit unit = new OpenUnit(key, isExecutionOpen);
    units.put(key, unit);
    return unit;
  }

  private void closeIfOver(OpenUnit unit) {
    if (unit.isOver()) {
      close(unit);
    }
  }

  private void close(OpenUnit unit) {
    units.remove(unit.key);
    byExecution.values().removeIf(other -> other == unit);
    jobs.values().removeIf(job -> job.unit == unit);
    onEnd.accept(unit);
  }
}
