package spanglue.spark.event;

import java.util.List;
import java.util.Map;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.jspecify.annotations.Nullable;

/**
 * An action ended, and these named steps ran in it: what is in plans, and so not in the log.
 *
 * @param action by its SQL execution ({@code execution 5}), else its first job ({@code job 3}),
 *     else its tag
 * @param steps in no order
 * @param again ids of further steps, of which earlier events told often enough
 * @param outputs that were written in many small files since the last event
 */
public record StepsRan(
    String action, List<RanStep> steps, List<Long> again, List<SmallFiles> outputs)
    implements SparkListenerEvent {
  @Override
  public boolean logEvent() {
    return true;
  }

  /**
   * A step as one action ran it.
   *
   * @param id in the order of definition
   * @param known whether it is known to have run, and not only to be part of a plan that did
   * @param attribution how well that is known
   * @param start in milliseconds since the epoch
   * @param end in milliseconds since the epoch
   * @param with names of the steps whose code was one with the step's, the first few of them
   * @param shared whether other steps ran in the same stages
   * @param copies how often the action's plan holds it; 0 where that is not known
   * @param rows that its operator put out; null where no operator counted just these
   * @param stages task milliseconds of each stage attempt that ran it, by its numbers
   */
  public record RanStep(
      long id,
      String name,
      boolean known,
      String attribution,
      long start,
      long end,
      List<String> with,
      boolean shared,
      int copies,
      @Nullable Long rows,
      Map<String, Long> stages) {}

  /** An output of so many files of so many bytes in all. */
  public record SmallFiles(long files, long bytes) {}
}
