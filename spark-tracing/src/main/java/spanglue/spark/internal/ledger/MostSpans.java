package spanglue.spark.internal.ledger;

/**
 * How much of a run is kept to be told span by span; the rest is counted.
 *
 * @param actions those that failed and the longest
 * @param stages of all of them together
 * @param gaps the longest stretches in which the driver was waited for
 */
public record MostSpans(int actions, int stages, int gaps) {
  /** More than X-Ray's budget lets through. */
  public static final MostSpans FEW = new MostSpans(256, 512, 256);

  /** For receivers without a limit in bytes: some 30 MB. */
  public static final MostSpans MANY = new MostSpans(10_000, 20_000, 9_000);

  /** All spans, steps aside. */
  private int sum() {
    return actions + stages + gaps;
  }

  /** As many as fit into a trace of {@code spans}. */
  public static MostSpans fitting(int spans) {
    return MANY.sum() < spans ? MANY : FEW;
  }
}
