package spanglue.spark.internal.ledger;

import java.util.List;
import spanglue.spark.internal.ledger.ActionRecord.Interval;

/**
 * What Spark did in one application, at the end.
 *
 * @param interval from the start of the application to its end, or to when it was asked
 * @param totals of all stages
 */
public record RunRecord(
    Interval interval,
    Actions actions,
    Counts counts,
    ActionEndings endings,
    AggregatedTaskMetrics totals,
    Losses losses) {

  /**
   * The actions that {@link KeptActions} kept.
   *
   * @param kept in the order of their starts
   * @param folded those that it did not keep, with their stages
   */
  public record Actions(List<ActionRecord> kept, Folded folded) {
    public static final Actions NONE = new Actions(List.of(), Folded.NONE);

    /** How many actions and stages are not told one by one, wherever that is said. */
    public long foldedTotal() {
      return folded.spans()
          + kept.stream().mapToLong(action -> action.stages().folded().spans()).sum();
    }
  }

  /**
   * All that ran.
   *
   * @param executions root SQL executions
   * @param stages stage attempts
   */
  public record Counts(long actions, long executions, long jobs, long stages) {}

  /**
   * What went missing.
   *
   * @param events those that Spark's listener queue had no room for
   * @param executors those that went without having been asked to
   */
  public record Losses(long events, long executors) {}
}
