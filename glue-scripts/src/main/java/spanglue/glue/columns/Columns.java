package spanglue.glue.columns;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The columns of the Airbnb Open Data set, by their standardized names. */
public final class Columns {
  public static final String ID = "id";
  public static final String NAME = "name";
  public static final String HOST_IDENTITY_VERIFIED = "host_identity_verified";
  public static final String HOST_NAME = "host_name";
  public static final String NEIGHBOURHOOD_GROUP = "neighbourhood_group";
  public static final String NEIGHBOURHOOD = "neighbourhood";
  public static final String LAT = "lat";
  public static final String LONG = "long";
  public static final String COUNTRY = "country";
  public static final String INSTANT_BOOKABLE = "instant_bookable";
  public static final String CANCELLATION_POLICY = "cancellation_policy";
  public static final String ROOM_TYPE = "room_type";
  public static final String CONSTRUCTION_YEAR = "construction_year";
  public static final String PRICE = "price";
  public static final String SERVICE_FEE = "service_fee";
  public static final String MINIMUM_NIGHTS = "minimum_nights";
  public static final String NUMBER_OF_REVIEWS = "number_of_reviews";
  public static final String LAST_REVIEW = "last_review";
  public static final String REVIEWS_PER_MONTH = "reviews_per_month";
  public static final String REVIEW_RATE_NUMBER = "review_rate_number";
  public static final String CALCULATED_HOST_LISTINGS_COUNT = "calculated_host_listings_count";
  public static final String HOUSE_RULES = "house_rules";

  /** The columns that the pipeline needs, in the order of the published header. */
  public static final List<String> NEEDED =
      List.of(
          ID,
          NAME,
          HOST_IDENTITY_VERIFIED,
          HOST_NAME,
          NEIGHBOURHOOD_GROUP,
          NEIGHBOURHOOD,
          LAT,
          LONG,
          COUNTRY,
          INSTANT_BOOKABLE,
          CANCELLATION_POLICY,
          ROOM_TYPE,
          CONSTRUCTION_YEAR,
          PRICE,
          SERVICE_FEE,
          MINIMUM_NIGHTS,
          NUMBER_OF_REVIEWS,
          LAST_REVIEW,
          REVIEWS_PER_MONTH,
          REVIEW_RATE_NUMBER,
          CALCULATED_HOST_LISTINGS_COUNT,
          HOUSE_RULES);

  /** The columns that are dropped, and may be absent. */
  public static final List<String> DROPPED =
      List.of("host_id", "country_code", "license", "availability_365");

  /** The number of an input record, 1 for the first; the header is 0. */
  public static final String POSITION = "position";

  /** An input record's text as it stands in the file, without its line end. */
  public static final String RAW = "raw";

  private static final List<String> CLEANED =
      Stream.concat(
              NEEDED.stream(),
              Stream.of(REVIEWS_PER_MONTH, NUMBER_OF_REVIEWS, CALCULATED_HOST_LISTINGS_COUNT)
                  .map(name -> name + "_sqrt"))
          .toList();

  private Columns() {}

  /** The columns of {@code cleaned/}: the needed ones, then the three square roots. */
  public static Dataset<Row> inOrder(Dataset<Row> cleaned) {
    return cleaned.select(CLEANED.stream().map(name -> col(name)).toArray(Column[]::new));
  }
}
