package spanglue.spark.internal.time;

import java.util.Arrays;
import spanglue.spark.vocabulary.TimeClass;

/** A root SQL execution, or a job that belongs to none, that is not over. */
final class OpenUnit {
  /** Which it is. */
  record Key(boolean isExecution, long id) {}

  /** A job of it. */
  static final class Job {
    final OpenUnit unit;
    private final int[] sortedStageIds;

    Job(OpenUnit unit, int[] stageIds) {
      this.unit = unit;
      this.sortedStageIds = Arrays.stream(stageIds).sorted().toArray();
    }

    boolean has(int stageId) {
      return Arrays.binarySearch(sortedStageIds, stageId) >= 0;
    }
  }

  final Key key;
  final Parts parts = new Parts();
  boolean isExecutionOpen;
  private int openJobs;
  private boolean hasRunJobs;
  private double undecided;

  OpenUnit(Key key, boolean isExecutionOpen) {
    this.key = key;
    this.isExecutionOpen = isExecutionOpen;
  }

  /** Spent without a job: only what comes next says on what. */
  void wait(double millis) {
    undecided += millis;
  }

  /** What was spent without a job until now. */
  double decided() {
    double millis = undecided;
    undecided = 0;
    return millis;
  }

  void jobStarted() {
    openJobs++;
    hasRunJobs = true;
  }

  void jobEnded() {
    openJobs--;
  }

  boolean hasOpenJob() {
    return openJobs > 0;
  }

  boolean isOver() {
    return !isExecutionOpen && openJobs == 0;
  }

  /** What the time without a job was spent on where no further job came. */
  TimeClass lastClass() {
    return hasRunJobs ? TimeClass.COMMIT : TimeClass.PLANNING;
  }
}
