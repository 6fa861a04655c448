package spanglue.glue.clean;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import spanglue.glue.columns.Columns;

/** The review figures of the listings that stay: corrected, imputed, and with less skew. */
public final class Impute {
  private static final List<String> SKEWED =
      List.of(
          Columns.REVIEWS_PER_MONTH,
          Columns.NUMBER_OF_REVIEWS,
          Columns.CALCULATED_HOST_LISTINGS_COUNT);

  /** Why a listing has no date of its last review; null where it has one. */
  static final String DATE_FAULT = "date_fault";

  /** The faults, in the order in which they are told. */
  static final List<String> DATE_FAULTS = List.of("missing", "unreadable", "implausible");

  private Impute() {}

  /**
   * A review before the year of construction or after the run's date has no date. Adds {@code
   * date_fault string}, one of {@link #DATE_FAULTS} where there is no date now.
   */
  public static Dataset<Row> correctReviewDates(Dataset<Row> listings, LocalDate runDate) {
    Column review = col(Columns.LAST_REVIEW);
    Column plausible =
        coalesce(
            year(review).geq(col(Columns.CONSTRUCTION_YEAR)).and(review.leq(lit(runDate))),
            lit(false));
    Column unreadable =
        Reject.hasBit(Reject.UNREADABLE, Convert.CONVERTED.indexOf(Columns.LAST_REVIEW));
    return listings
        .withColumn(
            DATE_FAULT,
            when(
                not(plausible),
                when(review.isNotNull(), "implausible")
                    .when(unreadable, "unreadable")
                    .otherwise("missing")))
        .withColumn(Columns.LAST_REVIEW, when(plausible, review));
  }

  /** Medians in place of nulls, in four columns. */
  public static Dataset<Row> imputeMedians(Dataset<Row> listings, Medians medians) {
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put(
        Columns.NUMBER_OF_REVIEWS, or(Columns.NUMBER_OF_REVIEWS, medians.numberOfReviews()));
    columns.put(Columns.LAST_REVIEW, or(Columns.LAST_REVIEW, medians.lastReview()));
    columns.put(
        Columns.REVIEWS_PER_MONTH, or(Columns.REVIEWS_PER_MONTH, medians.reviewsPerMonth()));
    columns.put(
        Columns.CALCULATED_HOST_LISTINGS_COUNT,
        or(Columns.CALCULATED_HOST_LISTINGS_COUNT, medians.hostListings()));
    return listings.withColumns(columns);
  }

  /** Square roots beside three columns: {@code <column>_sqrt} double. */
  public static Dataset<Row> fixSkewness(Dataset<Row> listings) {
    Map<String, Column> columns = new LinkedHashMap<>();
    SKEWED.forEach(name -> columns.put(name + "_sqrt", sqrt(col(name))));
    return listings.withColumns(columns);
  }

  private static Column or(String name, @Nullable Object median) {
    return median == null ? col(name) : coalesce(col(name), lit(median));
  }
}
