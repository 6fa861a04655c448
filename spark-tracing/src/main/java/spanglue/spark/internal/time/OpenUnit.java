package spanglue.spark.internal.time;

import java.util.Arrays;
import spanglue.spark.internal.time.TimeRecord.UnitId;
import spanglue.spark.vocabulary.TimeClass;

/** A root SQL execution, or a job that belongs to none, that is not over. */
final class OpenUnit {
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

  final UnitId id;
  final Parts parts = new Parts();
  boolean isExecutionOpen;
  private int openJobs;
  private boolean hasRunJobs;
  private double undecided;

  /** Since when it has no job; later than all times while it has one. */
  private long joblessSince;

  OpenUnit(UnitId id, boolean isExecutionOpen, long now) {
    this.id = id;
    this.isExecutionOpen = isExecutionOpen;
    this.joblessSince = now;
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

  void jobEnded(long now) {
    openJobs--;
    if (openJobs == 0) {
      joblessSince = now;
    }
  }

  /** When the time without a job began that ends now; {@code now} where it had one. */
  long joblessUntil(long now) {
    long since = Math.min(joblessSince, now);
    joblessSince = openJobs > 0 ? Long.MAX_VALUE : now;
    return since;
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
