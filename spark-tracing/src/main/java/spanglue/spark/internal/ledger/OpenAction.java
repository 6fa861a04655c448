package spanglue.spark.internal.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.ledger.ActionRecord.Interval;
import spanglue.spark.internal.ledger.ActionRecord.Origin;
import spanglue.spark.internal.ledger.ActionRecord.SparkIds;
import spanglue.spark.internal.ledger.ActionRecord.Stages;
import spanglue.spark.internal.ledger.KeptActions.TopN;

/** An action that Spark has not ended, or some job of it. */
final class OpenAction {
  private static final int MOST_STAGES = 4_096;
  private static final int MOST_IDS = 1_000;

  /** What its end is. */
  enum Kind {
    /** That of the code which gave it its name. */
    NAMED,
    /** That of its root SQL execution. */
    EXECUTION,
    /** That of its one job. */
    JOB
  }

  final long id;
  final Kind kind;
  private Origin origin;
  private final long start;
  private final double wallAtStart;
  private @Nullable Long executionId;
  private final List<Long> nestedExecutionIds = new ArrayList<>();
  private final List<Integer> jobIds = new ArrayList<>();
  private final AggregatedTaskMetrics.Adder metrics = new AggregatedTaskMetrics.Adder();
  private final TopN<StageRecord> stages = new TopN<>(MOST_STAGES, KeptActions.RETENTION_ORDER);
  private Folded foldedStages = Folded.NONE;
  private int openJobs;

  /** Stages that ended before the last of their tasks. */
  private int lateStages;

  private long end;
  private double wallAtEnd;
  private boolean hasRunStages;

  /** Null until it is told. */
  private @Nullable Completion completion;

  OpenAction(long id, Kind kind, Origin origin, long start, double wallAtStart) {
    this.id = id;
    this.kind = kind;
    this.origin = origin;
    this.start = start;
    this.wallAtStart = wallAtStart;
  }

  /** Its root execution is announced now: some of it may have run before that. */
  void announced(Origin its) {
    origin = its.orCalledFrom(origin.callSite());
  }

  /** That is its root execution. */
  void root(long rootExecutionId) {
    executionId = rootExecutionId;
  }

  /** An SQL execution is part of it. */
  void nested(long nestedExecutionId, Origin its) {
    origin = origin.orCalledFrom(its.callSite());
    if (nestedExecutionIds.size() < MOST_IDS) {
      nestedExecutionIds.add(nestedExecutionId);
    }
  }

  void jobStarted(int jobId, Origin its) {
    origin = origin.orCalledFrom(its.callSite());
    openJobs++;
    if (jobIds.size() < MOST_IDS) {
      jobIds.add(jobId);
    }
  }

  void jobEnded() {
    openJobs--;
  }

  void awaitTasksOfAStage() {
    lateStages++;
  }

  void tasksOfAStageEnded() {
    lateStages--;
  }

  void stageEnded(StageRecord stage) {
    hasRunStages = true;
    metrics.add(stage.metrics());
    StageRecord folded = stages.add(stage);
    if (folded != null) {
      foldedStages = foldedStages.plus(Folded.of(folded));
    }
  }

  void ended(long time, double wall, Completion how) {
    end = time;
    wallAtEnd = wall;
    completion = how;
  }

  boolean isEnded() {
    return completion != null;
  }

  /** Whether nothing more of it can come. */
  boolean isOver() {
    return isEnded() && openJobs == 0 && lateStages == 0;
  }

  boolean hasRunStages() {
    return hasRunStages;
  }

  /** Whether that is its root execution. */
  boolean isOf(long execution) {
    return executionId != null && executionId == execution;
  }

  Set<Long> executionIds() {
    return ids().executionIds();
  }

  /** Of a named action, the first execution in it counts as the root. */
  private SparkIds ids() {
    Long root =
        executionId != null || nestedExecutionIds.isEmpty()
            ? executionId
            : nestedExecutionIds.get(0);
    return new SparkIds(root, List.copyOf(nestedExecutionIds), List.copyOf(jobIds));
  }

  private Completion completion() {
    Completion told = completion == null ? Completion.INCOMPLETE : completion;
    return jobIds.isEmpty() ? told : told.ran();
  }

  /** What it was, with the longest 4,096 of its stages. */
  ActionRecord record() {
    return new ActionRecord(
        id,
        origin,
        ids(),
        Interval.ofMillis(start, end),
        completion(),
        metrics.sum(),
        new Stages(KeptActions.inOrder(stages.kept()), foldedStages),
        (wallAtEnd - wallAtStart) / 1e3,
        null);
  }
}
