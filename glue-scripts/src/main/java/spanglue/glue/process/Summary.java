package spanglue.glue.process;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udaf;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import spanglue.glue.columns.Columns;

/** The listings by place and kind of room. */
public final class Summary {
  private static final UserDefinedFunction EXACT_MEAN = udaf(new ExactMean(), Encoders.DOUBLE());

  private Summary() {}

  /** What of a listing the summary, and each rank, depends on. */
  public static Dataset<Row> columns(Dataset<Row> listings) {
    return listings.select(
        Columns.NEIGHBOURHOOD_GROUP,
        Columns.NEIGHBOURHOOD,
        Columns.ROOM_TYPE,
        Columns.PRICE,
        Columns.SERVICE_FEE,
        Columns.REVIEW_RATE_NUMBER,
        Columns.NUMBER_OF_REVIEWS);
  }

  /**
   * One row for each neighbourhood_group, neighbourhood and room_type: listings bigint,
   * mean_cost_per_night double, median_cost_per_night decimal(14,3) (exact), min_ and
   * max_cost_per_night decimal(13,2), mean_review_rate_number double, sum_number_of_reviews
   * decimal(28,0). Means are exact sums divided once, whatever the order of the rows.
   */
  public static Dataset<Row> summary(Dataset<Row> listings) {
    return listings
        .groupBy(Columns.NEIGHBOURHOOD_GROUP, Columns.NEIGHBOURHOOD, Columns.ROOM_TYPE)
        .agg(
            count(lit(1)).as("listings"),
            sum(Spend.COST_PER_NIGHT)
                .cast("double")
                .divide(count(lit(1)).cast("double"))
                .as("mean_cost_per_night"),
            expr("percentile(cost_per_night, 0.5)")
                .cast("decimal(14,3)")
                .as("median_cost_per_night"),
            min(Spend.COST_PER_NIGHT).as("min_cost_per_night"),
            max(Spend.COST_PER_NIGHT).as("max_cost_per_night"),
            EXACT_MEAN.apply(col(Columns.REVIEW_RATE_NUMBER)).as("mean_review_rate_number"),
            sum(col(Columns.NUMBER_OF_REVIEWS).cast("decimal(19,0)"))
                .cast("decimal(28,0)")
                .as("sum_number_of_reviews"));
  }
}
