package spanglue.spark.internal.time;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.ledger.StageRecord;
import spanglue.spark.vocabulary.TimeClass;

/**
 * Where a run's time went.
 *
 * @param startMillis since the epoch
 * @param endMillis since the epoch: of the application, or of the last event where it has no end
 * @param classes all of them, in milliseconds that sum to the wall time
 * @param path the chain that ended last, from start to end
 * @param slotsMost the most slots at once; 0 where nothing tells of executors
 * @param slots over the run
 * @param gaps in which the driver was waited for
 */
public record TimeRecord(
    long startMillis,
    long endMillis,
    Map<TimeClass, Long> classes,
    Path path,
    int slotsMost,
    List<SlotPoint> slots,
    Work work,
    Gaps gaps) {

  /** Where nothing is known of it. */
  public static final TimeRecord NONE =
      new TimeRecord(
          0,
          0,
          Map.of(),
          new Path(Map.of(), List.of()),
          0,
          List.of(),
          new Work(Map.of(), Map.of()),
          new Gaps(List.of(), 0, 0));

  public long wallMillis() {
    return endMillis - startMillis;
  }

  /**
   * The critical path.
   *
   * @param classes of what it waited for, in milliseconds that sum to the wall time
   * @param stages those it went through, in order
   */
  public record Path(Map<TimeClass, Long> classes, List<PathStage> stages) {
    /** How long each was on it, by its name. */
    public Map<String, Long> millisByStage() {
      Map<String, Long> millis = new LinkedHashMap<>();
      stages.forEach(stage -> millis.merge(stage.name(), stage.millis(), Long::sum));
      return millis;
    }
  }

  /** A stage attempt that the path went through, and for how long. */
  public record PathStage(int stageId, int attempt, long startMillis, long endMillis, long millis) {
    /** As its span is called. */
    public String name() {
      return StageRecord.Identity.text(stageId, attempt);
    }
  }

  /**
   * What the driver was asked for: a root SQL execution, or a job that belongs to none.
   *
   * @param id of the execution or of the job
   */
  public record UnitId(boolean isExecution, long id) {}

  /**
   * A stretch in which the driver was waited for: nothing was asked of Spark, or of something that
   * was no job ran.
   *
   * @param unit what was asked; null where nothing was
   * @param isInAction whether the program had named the time in which nothing was asked
   */
  public record Gap(
      TimeClass kind, long startMillis, long endMillis, @Nullable UnitId unit, boolean isInAction) {
    public long millis() {
      return endMillis - startMillis;
    }
  }

  /**
   * The longest such stretches.
   *
   * @param kept in the order of their starts
   * @param omitted how many others there were
   */
  public record Gaps(List<Gap> kept, long omitted, long omittedMillis) {}

  /** Means of a time: slots that were there, and those with a task. */
  public record SlotPoint(long startMillis, long endMillis, double slots, double used) {}

  /**
   * The parts of root SQL executions and of jobs outside any: those that took longest.
   *
   * @param executions by their ids
   * @param jobs by their ids
   */
  public record Work(
      Map<Long, Map<TimeClass, Double>> executions, Map<Long, Map<TimeClass, Double>> jobs) {
    /** What these took together, in milliseconds; null where none of them is known. */
    public @Nullable Map<TimeClass, Double> of(
        Iterable<Long> executionIds, Iterable<Integer> jobIds) {
      Map<TimeClass, Double> sum = new LinkedHashMap<>();
      executionIds.forEach(id -> add(sum, executions.get(id)));
      jobIds.forEach(id -> add(sum, jobs.get((long) id)));
      return sum.isEmpty() ? null : sum;
    }

    private static void add(Map<TimeClass, Double> sum, @Nullable Map<TimeClass, Double> more) {
      if (more != null) {
        more.forEach((its, millis) -> sum.merge(its, millis, Double::sum));
      }
    }
  }
}
