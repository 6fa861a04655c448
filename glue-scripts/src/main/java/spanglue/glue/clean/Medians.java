package spanglue.glue.clean;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import spanglue.glue.columns.Columns;

/**
 * What stands in for missing review figures, and for how many listings it does.
 *
 * @param reviewsPerMonth the exact median: the mean of the middle two
 * @param numberOfReviews the exact median (to 2^53), rounded half up
 * @param hostListings the exact median (to 2^53) of calculated_host_listings_count, rounded half up
 * @param lastReview the lower median
 * @param imputed by column, how many listings lack a value that a median then gives
 * @param imputedDates those of last_review by why they lack it: missing, unreadable, implausible
 */
public record Medians(
    @Nullable Double reviewsPerMonth,
    @Nullable Long numberOfReviews,
    @Nullable Long hostListings,
    @Nullable LocalDate lastReview,
    Map<String, Long> imputed,
    Map<String, Long> imputedDates) {

  /**
   * What the medians are found in: of the listings that are no duplicates, the review figures with
   * their dates corrected. So few columns are sooner computed once more than all are kept.
   */
  public static Dataset<Row> figures(
      Dataset<Row> accepted, Dataset<Row> duplicates, LocalDate runDate) {
    Dataset<Row> few =
        accepted.select(
            Columns.POSITION,
            Columns.CONSTRUCTION_YEAR,
            Columns.NUMBER_OF_REVIEWS,
            Columns.LAST_REVIEW,
            Columns.REVIEWS_PER_MONTH,
            Columns.CALCULATED_HOST_LISTINGS_COUNT,
            Reject.UNREADABLE);
    return Impute.correctReviewDates(Duplicates.removeDuplicates(few, duplicates), runDate);
  }

  /** Runs one action over what {@link #figures} left. */
  public static Medians of(Dataset<Row> listings) {
    Row row =
        listings
            .agg(
                count(lit(1)),
                count(col(Columns.NUMBER_OF_REVIEWS)),
                count(col(Columns.LAST_REVIEW)),
                count(col(Columns.REVIEWS_PER_MONTH)),
                count(col(Columns.CALCULATED_HOST_LISTINGS_COUNT)),
                expr("percentile(number_of_reviews, 0.5)"),
                expr("percentile_disc(0.5) within group (order by unix_date(last_review))"),
                expr("percentile(reviews_per_month, 0.5)"),
                expr("percentile(calculated_host_listings_count, 0.5)"),
                countOfFault(0),
                countOfFault(1),
                countOfFault(2))
            .head();
    long listed = row.getLong(0);
    Map<String, Long> imputed = new LinkedHashMap<>();
    imputed.put(Columns.NUMBER_OF_REVIEWS, missing(listed, row.getLong(1)));
    imputed.put(Columns.LAST_REVIEW, missing(listed, row.getLong(2)));
    imputed.put(Columns.REVIEWS_PER_MONTH, missing(listed, row.getLong(3)));
    imputed.put(Columns.CALCULATED_HOST_LISTINGS_COUNT, missing(listed, row.getLong(4)));
    Map<String, Long> imputedDates = new LinkedHashMap<>();
    for (int i = 0; i < Impute.DATE_FAULTS.size(); i++) {
      imputedDates.put(Impute.DATE_FAULTS.get(i), row.isNullAt(6) ? 0 : row.getLong(9 + i));
    }
    return new Medians(
        row.isNullAt(7) ? null : row.getDouble(7),
        row.isNullAt(5) ? null : whole(row.getDouble(5)),
        row.isNullAt(8) ? null : whole(row.getDouble(8)),
        row.isNullAt(6) ? null : LocalDate.ofEpochDay((long) row.getDouble(6)),
        imputed,
        imputedDates);
  }

  private static Column countOfFault(int index) {
    return count_if(col(Impute.DATE_FAULT).equalTo(Impute.DATE_FAULTS.get(index)));
  }

  /** Where no listing has a value there is no median, and nothing is imputed. */
  private static long missing(long listed, long present) {
    return present == 0 ? 0 : listed - present;
  }

  private static long whole(double median) {
    return BigDecimal.valueOf(median)
        .setScale(0, RoundingMode.HALF_UP)
        .min(BigDecimal.valueOf(Long.MAX_VALUE))
        .longValue();
  }
}
