package spanglue.glue.process;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import spanglue.glue.columns.Columns;

/** What a stay costs. */
public final class Spend {
  public static final String COST_PER_NIGHT = "cost_per_night";

  private Spend() {}

  /** {@code minimum_total_spend} decimal(18,2) = (price + service_fee) x minimum_nights. */
  public static Dataset<Row> minimumTotalSpend(Dataset<Row> listings) {
    return listings.withColumn(
        "minimum_total_spend",
        nightly().multiply(col(Columns.MINIMUM_NIGHTS).cast("int")).cast("decimal(18,2)"));
  }

  /** {@code cost_per_night} decimal(13,2) = price + service_fee: one digit more than either. */
  public static Dataset<Row> costPerNight(Dataset<Row> listings) {
    return listings.withColumn(COST_PER_NIGHT, nightly());
  }

  private static Column nightly() {
    return col(Columns.PRICE).plus(col(Columns.SERVICE_FEE));
  }
}
