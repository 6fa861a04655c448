package spanglue.glue.clean;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import spanglue.glue.columns.Columns;
import spanglue.glue.functions.FunctionClasses;
import spanglue.glue.functions.ValueFunction;

/**
 * Text columns to typed ones: null where the text does not convert. {@link #keepTexts} comes first,
 * so that {@link Reject} can tell a text that does not convert from one that is missing.
 */
public final class Convert {
  /** The texts of {@link #CONVERTED}, as a struct. */
  static final String TEXTS = "texts";

  /** The columns whose text must convert, in the order of the published header. */
  static final List<String> CHECKED =
      List.of(
          Columns.ID,
          Columns.LAT,
          Columns.LONG,
          Columns.INSTANT_BOOKABLE,
          Columns.CONSTRUCTION_YEAR,
          Columns.PRICE,
          Columns.SERVICE_FEE,
          Columns.MINIMUM_NIGHTS,
          Columns.NUMBER_OF_REVIEWS,
          Columns.REVIEWS_PER_MONTH,
          Columns.REVIEW_RATE_NUMBER,
          Columns.CALCULATED_HOST_LISTINGS_COUNT);

  /** The columns whose text is converted: a review's date may be unreadable and is imputed then. */
  static final List<String> CONVERTED =
      Stream.concat(CHECKED.stream(), Stream.of(Columns.LAST_REVIEW)).toList();

  private Convert() {}

  /** Keeps the texts of the columns that are converted, beside them, as the record has them. */
  public static Dataset<Row> keepTexts(Dataset<Row> listings) {
    return listings.withColumn(
        TEXTS, struct(CONVERTED.stream().map(name -> col(name)).toArray(Column[]::new)));
  }

  /** {@code price} and {@code service_fee}: currency text to decimal(12,2). */
  public static Dataset<Row> convertCurrency(Dataset<Row> listings) {
    return converted(listings, TextFunctions.Money.class, Columns.PRICE, Columns.SERVICE_FEE);
  }

  /** Counts and ids to bigint, {@code number_of_reviews} rounded half up. */
  public static Dataset<Row> convertWholeNumbers(Dataset<Row> listings) {
    Dataset<Row> whole =
        converted(
            listings,
            TextFunctions.Whole.class,
            Columns.ID,
            Columns.MINIMUM_NIGHTS,
            Columns.CONSTRUCTION_YEAR,
            Columns.CALCULATED_HOST_LISTINGS_COUNT);
    return converted(whole, TextFunctions.RoundedWhole.class, Columns.NUMBER_OF_REVIEWS);
  }

  /** Coordinates and rates to double. */
  public static Dataset<Row> convertDoubles(Dataset<Row> listings) {
    return converted(
        listings,
        TextFunctions.Real.class,
        Columns.LAT,
        Columns.LONG,
        Columns.REVIEWS_PER_MONTH,
        Columns.REVIEW_RATE_NUMBER);
  }

  /** {@code instant_bookable} to boolean. */
  public static Dataset<Row> convertBoolean(Dataset<Row> listings) {
    return converted(listings, TextFunctions.Bool.class, Columns.INSTANT_BOOKABLE);
  }

  /** {@code last_review} to date; unreadable ones are null, and imputed later. */
  public static Dataset<Row> convertReviewDates(Dataset<Row> listings) {
    return converted(listings, TextFunctions.Day.class, Columns.LAST_REVIEW);
  }

  /** Two misspellings of {@code neighbourhood_group}. */
  public static Dataset<Row> correctNeighbourhoodNames(Dataset<Row> listings) {
    Column group = col(Columns.NEIGHBOURHOOD_GROUP);
    return listings.withColumn(
        Columns.NEIGHBOURHOOD_GROUP,
        when(group.equalTo("brookln"), "Brooklyn")
            .when(group.equalTo("manhatan"), "Manhattan")
            .otherwise(group));
  }

  private static Dataset<Row> converted(
      Dataset<Row> listings, Class<? extends ValueFunction<?>> conversion, String... names) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (String name : names) {
      columns.put(name, FunctionClasses.call(listings.sparkSession(), conversion, col(name)));
    }
    return listings.withColumns(columns);
  }
}
