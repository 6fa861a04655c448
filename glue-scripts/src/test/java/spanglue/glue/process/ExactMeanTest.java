package spanglue.glue.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExactMeanTest {
  private final ExactMean mean = new ExactMean();

  @Test
  void theOrderOfTheValuesMakesNoDifference() {
    assertThat(mean.finish(sum(1e300, 1.0, -1e300, 2.0))).isEqualTo(0.75);
    assertThat(mean.finish(sum(2.0, -1e300, 1e300, 1.0))).isEqualTo(0.75);
  }

  @Test
  void theirPartitionMakesNoDifference() {
    ExactMean.Sum whole = sum(0.1, 0.2, 0.3, 1e16, -1e16);
    ExactMean.Sum parts = mean.merge(sum(1e16, 0.3), mean.merge(mean.zero(), sum(0.2, -1e16, 0.1)));

    assertThat(mean.finish(parts)).isEqualTo(mean.finish(whole)).isEqualTo(0.12);
  }

  @Test
  void sumsBeyondTheLargestDoubleAreHeld() {
    assertThat(mean.finish(sum(Double.MAX_VALUE, Double.MAX_VALUE))).isEqualTo(Double.MAX_VALUE);
  }

  @Test
  void theQuotientIsTheNearestDouble() {
    assertThat(mean.finish(sum(1.0, 0.0, 0.0))).isEqualTo(1.0 / 3);
    assertThat(mean.finish(sum(5.0))).isEqualTo(5.0);
  }

  private ExactMean.Sum sum(Double... values) {
    return List.of(values).stream().reduce(mean.zero(), mean::reduce, mean::merge);
  }
}
