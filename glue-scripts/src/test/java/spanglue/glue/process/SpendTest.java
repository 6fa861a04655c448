package spanglue.glue.process;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.glue.Frames.lines;
import static spanglue.glue.Frames.row;
import static spanglue.glue.Frames.type;

import java.math.BigDecimal;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import spanglue.glue.Frames;

class SpendTest {
  private static final Dataset<Row> LISTINGS =
      Frames.of(
          "id int, price decimal(12,2), service_fee decimal(12,2), minimum_nights bigint",
          row(1, new BigDecimal("100.10"), new BigDecimal("20.05"), 3L),
          row(2, new BigDecimal("9999999999.99"), new BigDecimal("9999999999.99"), 364L),
          row(3, new BigDecimal("-9999999999.99"), new BigDecimal("-9999999999.99"), 364L));

  @Test
  void theMinimumTotalSpendFitsAtTheLargestPrices() {
    Dataset<Row> spent = Spend.minimumTotalSpend(LISTINGS);

    assertThat(type(spent, "minimum_total_spend")).isEqualTo("decimal(18,2)");
    assertThat(lines(spent.orderBy("id"), "minimum_total_spend"))
        .containsExactly("360.45", "7279999999992.72", "-7279999999992.72");
  }

  @Test
  void theCostPerNightFitsAtTheLargestPrices() {
    Dataset<Row> costed = Spend.costPerNight(LISTINGS);

    assertThat(type(costed, "cost_per_night")).isEqualTo("decimal(13,2)");
    assertThat(lines(costed.orderBy("id"), "cost_per_night"))
        .containsExactly("120.15", "19999999999.98", "-19999999999.98");
  }
}
