package spanglue.spark.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** To whom the wall time of a run belongs. */
class WallTimeAttributionTest {
  @Test
  void actionsThatOverlapShareTheTimeInEqualParts() {
    WallTimeAttribution share = new WallTimeAttribution();
    double first = share.started(0);
    double second = share.started(1_000);
    double firstEnds = share.ended(2_000);
    double secondEnds = share.ended(5_000);

    assertThat(firstEnds - first).isEqualTo(1_500);
    assertThat(secondEnds - second).isEqualTo(3_500);
  }

  @Test
  void timeInWhichNothingRunsBelongsToNobody() {
    WallTimeAttribution share = new WallTimeAttribution();
    share.started(0);
    share.ended(1_000);

    double start = share.started(9_000);
    assertThat(share.ended(10_000) - start).isEqualTo(1_000);
  }
}
