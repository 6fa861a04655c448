package spanglue.spark.internal.ledger;

import java.time.Duration;
import java.util.Comparator;

/** Which stages stay where there are too many: the failed ones and the longest. */
final class StageOrder {
  static final Comparator<StageRecord> KEPT_LAST =
      Comparator.<StageRecord>comparingInt(stage -> stage.outcome() == Outcome.FAILED ? 1 : 0)
          .thenComparingLong(StageOrder::millis);

  private StageOrder() {}

  static long millis(StageRecord stage) {
    return Duration.between(stage.start(), stage.end()).toMillis();
  }
}
