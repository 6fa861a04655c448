package spanglue.glue.clean;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import spanglue.glue.columns.Columns;

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

  private static final UserDefinedFunction MONEY =
      udf((UDF1<String, BigDecimal>) Conversions::money, DataTypes.createDecimalType(12, 2));
  private static final UserDefinedFunction WHOLE =
      udf((UDF1<String, Long>) Conversions::whole, DataTypes.LongType);
  private static final UserDefinedFunction ROUNDED_WHOLE =
      udf((UDF1<String, Long>) Conversions::roundedWhole, DataTypes.LongType);
  private static final UserDefinedFunction NUMBER =
      udf((UDF1<String, Double>) Conversions::number, DataTypes.DoubleType);
  private static final UserDefinedFunction BOOL =
      udf((UDF1<String, Boolean>) Conversions::bool, DataTypes.BooleanType);
  private static final UserDefinedFunction DATE =
      udf((UDF1<String, Integer>) Conversions::date, DataTypes.IntegerType);

  private Convert() {}

  /** Keeps the texts of the columns that are converted, beside them, as the record has them. */
  public static Dataset<Row> keepTexts(Dataset<Row> listings) {
    return listings.withColumn(
        TEXTS, struct(CONVERTED.stream().map(name -> col(name)).toArray(Column[]::new)));
  }

  /** {@code price} and {@code service_fee}: currency text to decimal(12,2). */
  public static Dataset<Row> convertCurrency(Dataset<Row> listings) {
    return converted(listings, MONEY, Columns.PRICE, Columns.SERVICE_FEE);
  }

  /** Counts and ids to bigint, {@code number_of_reviews} rounded half up. */
  public static Dataset<Row> convertWholeNumbers(Dataset<Row> listings) {
    return converted(
            listings,
            WHOLE,
            Columns.ID,
            Columns.MINIMUM_NIGHTS,
            Columns.CONSTRUCTION_YEAR,
            Columns.CALCULATED_HOST_LISTINGS_COUNT)
        .withColumn(Columns.NUMBER_OF_REVIEWS, ROUNDED_WHOLE.apply(col(Columns.NUMBER_OF_REVIEWS)));
  }

  /** Coordinates and rates to double. */
  public static Dataset<Row> convertDoubles(Dataset<Row> listings) {
    return converted(
        listings,
        NUMBER,
        Columns.LAT,
        Columns.LONG,
        Columns.REVIEWS_PER_MONTH,
        Columns.REVIEW_RATE_NUMBER);
  }

  /** {@code instant_bookable} to boolean. */
  public static Dataset<Row> convertBoolean(Dataset<Row> listings) {
    return converted(listings, BOOL, Columns.INSTANT_BOOKABLE);
  }

  /** {@code last_review} to date; unreadable ones are null, and imputed later. */
  public static Dataset<Row> convertReviewDates(Dataset<Row> listings) {
    return listings.withColumn(
        Columns.LAST_REVIEW, date_from_unix_date(DATE.apply(col(Columns.LAST_REVIEW))));
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
      Dataset<Row> listings, UserDefinedFunction conversion, String... names) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (String name : names) {
      columns.put(name, conversion.apply(col(name)));
    }
    return listings.withColumns(columns);
  }
}
