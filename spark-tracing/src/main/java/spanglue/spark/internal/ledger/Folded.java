package spanglue.spark.internal.ledger;

/**
 * What a report does not tell one by one.
 *
 * @param spans how many actions and stage attempts
 * @param failures how many of them had failed
 * @param millis durations of those right below the span that says so, added up
 */
public record Folded(long spans, long failures, long millis) {
  public static final Folded NONE = new Folded(0, 0, 0);

  static Folded of(StageRecord stage) {
    return new Folded(1, stage.completion().hasFailed() ? 1 : 0, stage.interval().millis());
  }

  /** With all that is below it, which is no longer said there. */
  static Folded of(ActionRecord action) {
    Folded below = action.stages().all();
    return new Folded(
        1 + below.spans,
        (action.completion().hasFailed() ? 1 : 0) + below.failures,
        action.interval().millis());
  }

  public Folded plus(Folded other) {
    return new Folded(spans + other.spans, failures + other.failures, millis + other.millis);
  }

  public double seconds() {
    return millis / 1e3;
  }
}
