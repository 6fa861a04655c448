package spanglue.spark.internal.ledger;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.ledger.ActionRecord.Interval;
import spanglue.spark.internal.ledger.ActionRecord.Origin;
import spanglue.spark.internal.ledger.KeptActions.Retention;
import spanglue.spark.internal.ledger.OpenStage.StageKey;
import spanglue.spark.internal.ledger.StageRecord.StageAccumulators;

/**
 * What Spark's events say of one application, as actions with their stages. Bounded: of what never
 * ends the eldest is given up, and of what is over {@link KeptActions} keeps so much. Not safe for
 * use by several threads.
 */
public final class RunLedger {
  private static final int MOST_OPEN = 4_096;
  private static final int MOST_OPEN_TOLD = 15;

  private final UnaryOperator<ActionRecord> completed;
  private final Function<ActionRecord, Retention> onEnd;
  private final OpenActions actions = new OpenActions();
  private final Map<Integer, OpenJob> jobs = new LinkedHashMap<>();
  private final Map<StageKey, OpenStage> stages = new LinkedHashMap<>();
  private final KeptActions kept;
  private final WallTimeAttribution wallTime = new WallTimeAttribution();
  private final AggregatedTaskMetrics.Adder totals = new AggregatedTaskMetrics.Adder();
  private final ActionEndings.Counter endings = new ActionEndings.Counter();
  private long actionsRun;
  private long actionsOmitted;
  private long executionsRun;
  private long jobsRun;
  private long stagesRun;
  private long executorsLost;

  /** An SQL execution, by its number and that of the one around it, which may be itself. */
  record Execution(long id, long rootId) {
    boolean isRoot() {
      return id == rootId;
    }
  }

  /** A job that runs. */
  private static final class OpenJob {
    final OpenAction action;
    private final int[] sortedStageIds;

    OpenJob(OpenAction action, int[] stageIds) {
      this.action = action;
      this.sortedStageIds = Arrays.stream(stageIds).sorted().toArray();
    }

    boolean has(int stageId) {
      return Arrays.binarySearch(sortedStageIds, stageId) >= 0;
    }
  }

  /**
   * A ledger of nothing yet.
   *
   * @param most what it keeps of what is over
   * @param onEnd is told of each action once it is over, and says what is to become of it
   */
  public RunLedger(MostSpans most, Function<ActionRecord, Retention> onEnd) {
    this(most, UnaryOperator.identity(), onEnd);
  }

  /**
   * The same of actions of which others know more.
   *
   * @param completed adds it, before {@code onEnd} is told
   */
  public RunLedger(
      MostSpans most,
      UnaryOperator<ActionRecord> completed,
      Function<ActionRecord, Retention> onEnd) {
    this.kept = new KeptActions(most);
    this.completed = completed;
    this.onEnd = onEnd;
  }

  /** What has that tag from now on is part of one action. */
  public void namedActionStarted(String tag, String name, long time) {
    Origin origin = new Origin(Origin.shown(name), Set.of(tag), null);
    actions.addTag(tag, begin(OpenAction.Kind.NAMED, origin, time));
  }

  public void namedActionEnded(String tag, long time, Completion completion) {
    OpenAction action = actions.removeTag(tag);
    if (action != null) {
      end(action, time, completion);
    }
  }

  /** An SQL execution is announced: what it, or one inside it, ran to make a plan came before. */
  void executionStarted(Execution execution, Origin origin, long time) {
    OpenAction known = execution.isRoot() ? actions.ofExecution(execution.id()) : null;
    if (known != null) {
      known.announced(origin);
    } else {
      OpenAction around = around(execution, origin, time);
      if (around == null) {
        begin(execution.id(), origin, time);
      } else {
        around.nested(execution.id(), origin);
        actions.addExecution(execution.id(), around);
        executionsRun += execution.isRoot() ? 1 : 0;
      }
    }
    actions.announced(execution.id());
  }

  /** The action that an execution is inside; null where it is one itself. */
  private @Nullable OpenAction around(Execution execution, Origin origin, long time) {
    OpenAction known =
        execution.isRoot()
            ? actions.ofTags(origin.tags())
            : actions.of(execution.rootId(), origin.tags());
    boolean isFirstOfItsRoot =
        known == null && !execution.isRoot() && !actions.isAnnounced(execution.rootId());
    return isFirstOfItsRoot ? begin(execution.rootId(), origin, time) : known;
  }

  private OpenAction begin(long rootId, Origin origin, long time) {
    OpenAction action = begin(OpenAction.Kind.EXECUTION, origin, time);
    action.root(rootId);
    actions.addExecution(rootId, action);
    executionsRun++;
    return action;
  }

  void executionEnded(long executionId, long time, Completion completion) {
    OpenAction action = actions.ofExecution(executionId);
    if (action != null && action.isOf(executionId)) {
      end(action, time, completion);
    } else {
      actions.removeExecution(executionId);
    }
  }

  /** A job began; {@code execution} is null where no SQL execution asked for it. */
  void jobStarted(
      int jobId, @Nullable Execution execution, int[] stageIds, Origin origin, long time) {
    jobsRun++;
    OpenAction known =
        execution == null ? actions.ofTags(origin.tags()) : actionOf(execution, origin, time);
    OpenAction action = known == null ? begin(OpenAction.Kind.JOB, origin, time) : known;
    action.jobStarted(jobId, origin);
    jobs.put(jobId, new OpenJob(action, stageIds));
  }

  /** Null for a job of an execution that is over. */
  private @Nullable OpenAction actionOf(Execution execution, Origin origin, long time) {
    OpenAction known = actions.ofExecution(execution.id());
    if (known == null) {
      known = actions.of(execution.rootId(), origin.tags());
    }
    return known == null && !actions.isAnnounced(execution.rootId())
        ? begin(execution.rootId(), origin, time)
        : known;
  }

  void jobEnded(int jobId, long time, Completion completion) {
    OpenJob job = jobs.remove(jobId);
    if (job != null) {
      job.action.jobEnded();
      if (job.action.kind == OpenAction.Kind.JOB) {
        end(job.action, time, completion);
      } else {
        closeIfOver(job.action, time);
      }
    }
  }

  void stageSubmitted(StageRecord.Identity stage, long time) {
    for (OpenJob job : jobs.values()) {
      if (job.has(stage.stageId())) {
        stages.put(
            new StageKey(stage.stageId(), stage.attempt()), new OpenStage(job.action, stage, time));
        break;
      }
    }
    if (stages.size() > MOST_OPEN) {
      OpenStage eldest = stages.values().iterator().next();
      stages.remove(eldest.key());
      close(eldest, time);
    }
  }

  /** The stage attempt of these numbers, as long as its tasks run; null where none is known. */
  @Nullable OpenStage stage(int stageId, int attempt) {
    return stages.get(new StageKey(stageId, attempt));
  }

  void stageEnded(
      OpenStage stage, long time, Completion completion, StageAccumulators accumulators) {
    stage.ended(time, completion, accumulators);
    stage.action.awaitTasksOfAStage();
    closeIfOver(stage, time);
  }

  /** A task of the stage ended, maybe after it. */
  void taskEnded(OpenStage stage, long time) {
    closeIfOver(stage, time);
  }

  private void closeIfOver(OpenStage stage, long time) {
    if (stage.isOver()) {
      stages.remove(stage.key());
      close(stage, time);
      stage.action.tasksOfAStageEnded();
      closeIfOver(stage.action, time);
    }
  }

  void executorLost() {
    executorsLost++;
  }

  /** Whether a job is open of which stages ran, and none runs. */
  public boolean isJobEndDue() {
    return jobs.values().stream()
        .map(job -> job.action)
        .anyMatch(
            action ->
                action.kind == OpenAction.Kind.JOB
                    && (action.hasRunStages() || stagesOf(action).findAny().isPresent())
                    && stagesOf(action).allMatch(OpenStage::isEnded));
  }

  /** Those that are not over: they run, or tasks of theirs do. */
  private Stream<OpenStage> stagesOf(OpenAction action) {
    return stages.values().stream().filter(stage -> stage.action == action);
  }

  /** The actions so far that a report tells; they count as told from now on. */
  public List<ActionRecord> tellKept() {
    return kept.tell();
  }

  /** The eldest of the actions that run and have a job, as they are by now, without an end. */
  public List<ActionRecord> open() {
    return actions.all().stream()
        .filter(action -> !action.isEnded())
        .map(OpenAction::record)
        .filter(action -> !action.ids().jobIds().isEmpty())
        .limit(MOST_OPEN_TOLD)
        .toList();
  }

  /**
   * What ran in that time. Ends what is open as incomplete.
   *
   * @param eventsDropped of which the ledger was never told
   */
  public RunRecord close(Interval interval, long eventsDropped) {
    actions.all().forEach(action -> giveUp(action, interval.end().toEpochMilli()));
    return new RunRecord(
        interval,
        kept.record(),
        new RunRecord.Counts(actionsRun - actionsOmitted, executionsRun, jobsRun, stagesRun),
        endings.sum(),
        totals.sum(),
        new RunRecord.Losses(eventsDropped, executorsLost));
  }

  private OpenAction begin(OpenAction.Kind kind, Origin origin, long time) {
    OpenAction action = new OpenAction(actionsRun++, kind, origin, time, wallTime.started(time));
    actions.add(action);
    if (actions.size() > MOST_OPEN) {
      giveUp(actions.eldest(), time);
    }
    return action;
  }

  private void end(OpenAction action, long time, Completion completion) {
    if (!action.isEnded()) {
      action.ended(time, wallTime.ended(time), completion);
    }
    closeIfOver(action, time);
  }

  private void giveUp(OpenAction action, long time) {
    if (!action.isEnded()) {
      action.ended(time, wallTime.ended(time), Completion.INCOMPLETE);
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
        close(stage, time);
      }
    }
    actions.remove(action);
    ActionRecord record = completed.apply(action.record());
    Retention retention = onEnd.apply(record);
    endings.add(record);
    if (retention == Retention.OMITTED) {
      actionsOmitted++;
    } else {
      kept.add(record, retention);
    }
  }

  private void close(OpenStage stage, long time) {
    if (!stage.isEnded()) {
      stage.ended(time, Completion.INCOMPLETE, StageAccumulators.NONE);
    }
    stagesRun++;
    StageRecord record = stage.record();
    totals.add(record.metrics());
    stage.action.stageEnded(record);
  }
}
