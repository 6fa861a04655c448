package spanglue.spark.internal.ledger;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.spark.TaskEndReason;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.TaskInfo;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.ledger.ActionRecord.Interval;
import spanglue.spark.internal.ledger.StageRecord.StageAccumulators;
import spanglue.tracing.spi.SpanFailure;

/** A stage attempt that runs. */
final class OpenStage {
  /** By which Spark's events name it. */
  record StageKey(int stageId, int attempt) {}

  final OpenAction action;
  private final StageRecord.Identity identity;
  private final long start;
  private final AggregatedTaskMetrics.Adder metrics = new AggregatedTaskMetrics.Adder();
  private final TaskTimes times = new TaskTimes();
  private long maxTaskBytesIn;
  private @Nullable SpanFailure taskFailure;
  private int running;
  private long end;
  private StageAccumulators accumulators = StageAccumulators.NONE;

  /** Null until it is told. */
  private @Nullable Completion completion;

  OpenStage(OpenAction action, StageRecord.Identity identity, long start) {
    this.action = action;
    this.identity = identity;
    this.start = start;
  }

  StageKey key() {
    return new StageKey(identity.stageId(), identity.attempt());
  }

  void taskStarted() {
    running++;
  }

  void taskEnded(TaskInfo task, @Nullable TaskMetrics taskMetrics, TaskEndReason reason) {
    running = Math.max(0, running - 1);
    metrics.add(task, taskMetrics);
    times.add(task.finishTime() - task.launchTime());
    if (taskMetrics != null) {
      maxTaskBytesIn = Math.max(maxTaskBytesIn, taskMetrics.inputMetrics().bytesRead());
    }
    if (task.failed()) {
      taskFailure = Failures.of(reason);
    }
  }

  /** Why a task of it failed, the last that did; null where none is known to have. */
  @Nullable SpanFailure taskFailure() {
    return taskFailure;
  }

  void ended(long time, Completion how, StageAccumulators updated) {
    end = time;
    completion = how;
    accumulators = updated;
  }

  boolean isEnded() {
    return completion != null;
  }

  /** Whether nothing more of it can come: the tasks of one that was cancelled end after it. */
  boolean isOver() {
    return isEnded() && running == 0;
  }

  /** What it was. */
  StageRecord record() {
    return new StageRecord(
        identity,
        Interval.ofMillis(start, end),
        completion == null ? Completion.INCOMPLETE : completion,
        metrics.sum(),
        new StageRecord.TaskSpread(times.median(), times.max(), maxTaskBytesIn),
        accumulators);
  }

  /**
   * Durations of the tasks of one stage attempt, in milliseconds. Beyond 65,536 tasks the median is
   * that of a random sample of so many.
   */
  static final class TaskTimes {
    private static final int SAMPLE = 1 << 16;
    private final SplittableRandom random = new SplittableRandom(1);
    private int[] kept = new int[4];
    private long seen;
    private long max;

    void add(long millis) {
      int value = (int) Math.min(Integer.MAX_VALUE, Math.max(0, millis));
      max = Math.max(max, value);
      if (seen < SAMPLE) {
        if (seen == kept.length) {
          kept = Arrays.copyOf(kept, 4 * kept.length);
        }
        kept[(int) seen] = value;
      } else {
        long place = random.nextLong(seen + 1);
        if (place < SAMPLE) {
          kept[(int) place] = value;
        }
      }
      seen++;
    }

    long max() {
      return max;
    }

    /** The lower one of the middle two; 0 where there is none. */
    long median() {
      int size = (int) Math.min(seen, SAMPLE);
      Arrays.sort(kept, 0, size);
      return size == 0 ? 0 : kept[(size - 1) / 2];
    }
  }
}
