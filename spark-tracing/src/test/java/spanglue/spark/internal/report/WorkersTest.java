package spanglue.spark.internal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import spanglue.spark.vocabulary.SparkTracingConf;

/** What a run costs, as far as its workers are known. */
class WorkersTest {
  private static final String SPARK_4 = "4.1.1";

  @Test
  void twoWorkersForAnHourOnGlue6() {
    Workers workers = Workers.of(conf("G.1X", "2"), SPARK_4);

    assertThat(workers.dpuSeconds(3_600)).isEqualTo(7_200);
    assertThat(workers.cost(3_600)).isCloseTo(2 * 0.308, within(1e-9));
    assertThat(workers.basis())
        .isEqualTo("2 x G.1X throughout, 0.308 US$ per DPU-hour, list price of " + DpuPrices.DATE);
  }

  @Test
  void aShortRunIsBilledAMinute() {
    Workers workers = Workers.of(conf("G.2X", "3"), SPARK_4);

    assertThat(workers.dpuSeconds(10)).isEqualTo(60);
    assertThat(workers.cost(10)).isEqualTo(workers.cost(60));
    assertThat(workers.cost(60)).isCloseTo(6 * 0.308 / 60, within(1e-9));
  }

  @Test
  void theVersionOfSparkTellsTheVersionOfGlue() {
    assertThat(Workers.of(conf("G.1X", "1"), "3.5.6").cost(3_600)).isEqualTo(0.44);
  }

  @Test
  void aPriceOfOnesOwnWins() {
    SparkConf conf = conf("G.1X", "1").set(SparkTracingConf.PRICE_PER_DPU_HOUR.key(), "0.29");

    Workers workers = Workers.of(conf, SPARK_4);

    assertThat(workers.cost(3_600)).isEqualTo(0.29);
    assertThat(workers.basis())
        .isEqualTo(
            "1 x G.1X throughout, 0.29 US$ per DPU-hour, "
                + SparkTracingConf.PRICE_PER_DPU_HOUR.key());
  }

  @Test
  void withoutAKnownPriceThereAreDpuSecondsAlone() {
    Workers workers = Workers.of(conf("R.1X", "2"), SPARK_4);

    assertThat(workers.dpuSeconds(100)).isEqualTo(200);
    assertThat(workers.cost(100)).isNull();
    assertThat(workers.basis()).isEqualTo("2 x R.1X throughout, no known price");
    assertThat(
            Workers.of(
                    conf("G.1X", "2").set(SparkTracingConf.PRICE_PER_DPU_HOUR.key(), "cheap"),
                    SPARK_4)
                .cost(1))
        .isNull();
  }

  @Test
  void withoutKnownWorkersNothingIsGuessed() {
    assertThat(Workers.of(new SparkConf(false), SPARK_4)).isNull();
    assertThat(Workers.of(conf("G.3X", "2"), SPARK_4)).isNull();
    assertThat(Workers.of(conf("G.1X", ""), SPARK_4)).isNull();
    assertThat(Workers.of(conf("G.1X", "-1"), SPARK_4)).isNull();
  }

  @Test
  void thePageOfCostsHasTheSamePrice() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "cost.md"));

    assertThat(page)
        .contains("Prices, as of " + DpuPrices.DATE)
        .contains("| Glue 6.0, a DPU for an hour (0.44 less 30 %) | " + DpuPrices.SPARK_4 + " |");
  }

  private static SparkConf conf(String type, String count) {
    return new SparkConf(false)
        .set(SparkTracingConf.WORKER_TYPE.key(), type)
        .set(SparkTracingConf.WORKER_COUNT.key(), count);
  }
}
