package spanglue.spark.internal.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.spi.SpanFailure;

/**
 * What Spark's events say, as actions with their stages. Bounded: what is over is kept as {@link
 * KeptActions} keeps it, and of what never ends the eldest is given up. Not safe for use by several
 * threads.
 */
public final class RunLedger {
  private static final int MOST_OPEN = 4_096;

  private final Consumer<ActionRecord> onEnd;
  private final Map<Long, OpenAction> byExecution = new HashMap<>();
  private final Map<String, OpenAction> byTag = new HashMap<>();
  private final Map<Integer, OpenJob> jobs = new LinkedHashMap<>();
  private final Map<Long, OpenAction> actions = new LinkedHashMap<>();
  private final Map<Long, OpenStage> stages = new LinkedHashMap<>();
  private final WallShare share = new WallShare();
  private final Tally totals = new Tally();
  private long actionsRun;
  private long executionsRun;
  private long jobsRun;
  private long stagesRun;

  /**
   * A ledger of nothing yet.
   *
   * @param onEnd takes each action once it is over
   */
  public RunLedger(Consumer<ActionRecord> onEnd) {
    this.onEnd = onEnd;
  }

  /** What has that tag from now on is part of one action. */
  public void namedActionStarted(String tag, String name, long time) {
    byTag.put(tag, begin(null, true, name, Set.of(tag), time));
  }

  /** {@code failure} is null where it did not fail. */
  public void namedActionEnded(String tag, long time, @Nullable SpanFailure failure) {
    OpenAction action = byTag.remove(tag);
    if (action != null) {
      end(action, time, failure == null ? Ending.SUCCEEDED : Ending.failed(failure));
    }
  }

  /** An SQL execution began; {@code rootId} is its own id where it is not inside another. */
  void executionStarted(long executionId, long rootId, String name, Set<String> tags, long time) {
    OpenAction named = named(tags);
    OpenAction root = rootId == executionId ? named : byExecution.getOrDefault(rootId, named);
    executionsRun += rootId == executionId || root == null ? 1 : 0;
    if (root == null) {
      byExecution.put(executionId, begin(executionId, false, name, tags, time));
    } else {
      root.nested(executionId);
      byExecution.put(executionId, root);
    }
  }

  void executionEnded(long executionId, long time, Ending ending) {
    OpenAction action = byExecution.get(executionId);
    if (action != null && action.isOf(executionId)) {
      end(action, time, ending);
    } else {
      byExecution.remove(executionId);
    }
  }

  /** A job began; {@code executionId} is null where no SQL execution asked for it. */
  void jobStarted(
      int jobId,
      @Nullable Long executionId,
      int[] stageIds,
      String name,
      Set<String> tags,
      long time) {
    jobsRun++;
    OpenAction named = named(tags);
    OpenAction known = executionId == null ? named : byExecution.getOrDefault(executionId, named);
    OpenAction action = known == null ? begin(null, false, name, tags, time) : known;
    action.jobStarted(jobId);
    jobs.put(jobId, new OpenJob(action, stageIds));
  }

  void jobEnded(int jobId, long time, Ending ending) {
    OpenJob job = jobs.remove(jobId);
    if (job != null) {
      OpenAction action = job.action;
      action.jobEnded();
      if (action.isJob()) {
        end(action, time, ending);
      } else {
        closeIfOver(action, time);
      }
    }
  }

  public void stageSubmitted(int stageId, int attempt, String name, long time) {
    for (OpenJob job : jobs.values()) {
      if (job.has(stageId)) {
        stages.put(key(stageId, attempt), new OpenStage(job.action, stageId, attempt, name, time));
        break;
      }
    }
    if (stages.size() > MOST_OPEN) {
      long eldest = stages.keySet().iterator().next();
      close(stages.remove(eldest), time, Ending.INCOMPLETE, MetricIds.NONE);
    }
  }

  /** The stage attempt that runs under these numbers; null where none is known to. */
  @Nullable OpenStage stage(int stageId, int attempt) {
    return stages.get(key(stageId, attempt));
  }

  void stageEnded(int stageId, int attempt, long time, Ending ending, MetricIds metrics) {
    close(stages.remove(key(stageId, attempt)), time, ending, metrics);
  }

  /** Whether a job is open of which stages ran, and none runs. */
  public boolean isJobEndDue() {
    return jobs.values().stream()
        .map(job -> job.action)
        .anyMatch(
            action ->
                action.isJob()
                    && action.hasRunStages()
                    && stages.values().stream().noneMatch(stage -> stage.action == action));
  }

  /** Ends what is open as incomplete. */
  public void endAll(long time) {
    for (OpenAction action : new ArrayList<>(actions.values())) {
      giveUp(action, time);
    }
  }

  /** What ran, with what only the caller knows. */
  public RunRecord record(Instant start, Instant end, KeptActions kept, long dropped, long lost) {
    return new RunRecord(
        start,
        end,
        List.copyOf(kept.kept()),
        actionsRun,
        kept.folded(),
        kept.foldedSeconds(),
        stagesRun,
        jobsRun,
        totals.figures(),
        executionsRun,
        dropped,
        lost);
  }

  private @Nullable OpenAction named(Set<String> tags) {
    String tag = JobTags.actionTag(tags);
    return tag == null ? null : byTag.get(tag);
  }

  private OpenAction begin(
      @Nullable Long executionId, boolean isNamed, String name, Set<String> tags, long time) {
    OpenAction action =
        new OpenAction(actionsRun++, executionId, isNamed, name, tags, time, share.started(time));
    actions.put(action.id, action);
    if (actions.size() > MOST_OPEN) {
      giveUp(actions.values().iterator().next(), time);
    }
    return action;
  }

  private void end(OpenAction action, long time, Ending ending) {
    if (!action.isEnded()) {
      action.ended(time, share.ended(time), ending);
    }
    closeIfOver(action, time);
  }

  private void giveUp(OpenAction action, long time) {
    if (!action.isEnded()) {
      action.ended(time, share.ended(time), Ending.INCOMPLETE);
    }
    jobs.values().removeIf(job -> job.action == action);
    close(action, time);
  }

  private void closeIfOver(OpenAction action, long time) {
    if (action.isOver()) {
      close(action, time);
    }
  }

  private void close(OpenAction action, long time) {
    Iterator<OpenStage> open = stages.values().iterator();
    while (open.hasNext()) {
      OpenStage stage = open.next();
      if (stage.action == action) {
        open.remove();
        close(stage, time, Ending.INCOMPLETE, MetricIds.NONE);
      }
    }
    actions.remove(action.id);
    byTag.values().remove(action);
    action.executionIds().forEach(byExecution::remove);
    onEnd.accept(action.record());
  }

  private void close(@Nullable OpenStage stage, long time, Ending ending, MetricIds metrics) {
    if (stage != null) {
      stagesRun++;
      StageRecord record = stage.ended(time, ending, metrics);
      totals.add(record.figures());
      stage.action.stageEnded(record);
    }
  }

  private static long key(int stageId, int attempt) {
    return ((long) stageId << 32) | (attempt & 0xffffffffL);
  }
}
