package spanglue.spark.internal.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An action that Spark has not ended, or some job of it. */
final class OpenAction {
  private static final int MOST_STAGES = 4_096;
  private static final int MOST_IDS = 1_000;

  final long id;
  private final @Nullable Long executionId;
  private final boolean isNamed;
  private final List<Long> nestedExecutionIds = new ArrayList<>();
  private final String name;
  private final Set<String> tags;
  private final long start;
  private final double shareAtStart;
  private final List<Integer> jobIds = new ArrayList<>();
  private final Tally tally = new Tally();
  private final Longest<StageRecord> stages = new Longest<>(MOST_STAGES, StageOrder.KEPT_LAST);
  private int stagesRun;
  private long foldedStageMillis;
  private int openJobs;
  private boolean ended;
  private long end;
  private double shareAtEnd;
  private Ending ending = Ending.INCOMPLETE;

  OpenAction(
      long id,
      @Nullable Long executionId,
      boolean isNamed,
      String name,
      Set<String> tags,
      long start,
      double shareAtStart) {
    this.id = id;
    this.executionId = executionId;
    this.isNamed = isNamed;
    this.name = name;
    this.tags = tags;
    this.start = start;
    this.shareAtStart = shareAtStart;
  }

  /** Whether that is its root execution. */
  boolean isOf(long execution) {
    return executionId != null && executionId == execution;
  }

  /** Whether the end of its one job is its end. */
  boolean isJob() {
    return executionId == null && !isNamed;
  }

  /** Of all its SQL executions. */
  List<Long> executionIds() {
    List<Long> all = new ArrayList<>(nestedExecutionIds);
    if (executionId != null) {
      all.add(executionId);
    }
    return all;
  }

  void jobStarted(int jobId) {
    openJobs++;
    if (jobIds.size() < MOST_IDS) {
      jobIds.add(jobId);
    }
  }

  void jobEnded() {
    openJobs--;
  }

  void nested(long nestedExecutionId) {
    if (nestedExecutionIds.size() < MOST_IDS) {
      nestedExecutionIds.add(nestedExecutionId);
    }
  }

  void ended(long time, double share, Ending how) {
    ended = true;
    end = time;
    shareAtEnd = share;
    ending = how;
  }

  /** Whether nothing more of it can come. */
  boolean isOver() {
    return ended && openJobs == 0;
  }

  boolean isEnded() {
    return ended;
  }

  boolean hasRunStages() {
    return stagesRun > 0;
  }

  void stageEnded(StageRecord stage) {
    stagesRun++;
    tally.add(stage.figures());
    StageRecord folded = stages.add(stage);
    if (folded != null) {
      foldedStageMillis += StageOrder.millis(folded);
    }
  }

  /** What it was, with the longest 4,096 of its stages. */
  ActionRecord record() {
    List<StageRecord> kept = stages.kept();
    kept.sort(Comparator.comparing(StageRecord::end));
    Instant from = Instant.ofEpochMilli(start);
    Instant to = Instant.ofEpochMilli(Math.max(start, end));
    return new ActionRecord(
        id,
        name,
        executionId != null || nestedExecutionIds.isEmpty()
            ? executionId
            : nestedExecutionIds.get(0),
        List.copyOf(nestedExecutionIds),
        List.copyOf(jobIds),
        tags,
        from,
        to,
        ending.outcome(),
        ending.failure(),
        tally.figures(),
        stagesRun,
        List.copyOf(kept),
        stagesRun - kept.size(),
        foldedStageMillis / 1e3,
        (shareAtEnd - shareAtStart) / 1e3);
  }
}
