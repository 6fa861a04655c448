package spanglue.glue.clean;

import static org.apache.spark.sql.functions.bitwise_not;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import spanglue.glue.columns.Columns;

/**
 * The rules that refuse a record. Each adds its finding to the column {@code reject}
 * (struct&lt;reason string, column string&gt;, null for a good record) where no earlier rule has.
 */
public final class Reject {
  /** Every reason, in the order in which the rules apply. */
  public static final List<String> REASONS =
      List.of(
          "malformed_record",
          "bad_value",
          "missing_value",
          "minimum_nights_out_of_range",
          "room_type_too_short");

  static final String REJECT = "reject";

  /** Sets of the columns of {@link Convert#CONVERTED}, bit i for column i: by their texts. */
  static final String CONVERTED = "converted";

  static final String UNREADABLE = "unreadable";

  private static final String THERE = "there";
  private static final String VALUES = "values";

  private static final List<String> REQUIRED =
      List.of(
          Columns.ID,
          Columns.NEIGHBOURHOOD_GROUP,
          Columns.NEIGHBOURHOOD,
          Columns.LAT,
          Columns.LONG,
          Columns.ROOM_TYPE,
          Columns.CONSTRUCTION_YEAR,
          Columns.PRICE,
          Columns.SERVICE_FEE,
          Columns.MINIMUM_NIGHTS,
          Columns.REVIEW_RATE_NUMBER);

  private static final List<String> NOT_NEGATIVE =
      List.of(
          Columns.NUMBER_OF_REVIEWS,
          Columns.REVIEWS_PER_MONTH,
          Columns.CALCULATED_HOST_LISTINGS_COUNT);

  private Reject() {}

  /** A wrong number of fields, or broken JSON. */
  public static Dataset<Row> malformedRecords(Dataset<Row> listings) {
    return listings.withColumn(
        REJECT,
        when(col("malformed"), reject("malformed_record", lit(null).cast(DataTypes.StringType))));
  }

  /** A text that does not convert, a nested JSON value, or a negative count. */
  public static Dataset<Row> badValues(Dataset<Row> listings) {
    return reject(listings, firstOf("bad_value", Columns.NEEDED, Reject::isBad));
  }

  /** One of eleven columns is empty. */
  public static Dataset<Row> dropRemainingNulls(Dataset<Row> listings) {
    return reject(listings, firstOf("missing_value", REQUIRED, name -> col(name).isNull()));
  }

  /** {@code minimum_nights} outside 1 to 364. */
  public static Dataset<Row> filterMinimumNights(Dataset<Row> listings) {
    return reject(
        listings,
        when(
            col(Columns.MINIMUM_NIGHTS).between(1, 364).equalTo(false),
            reject("minimum_nights_out_of_range", lit(Columns.MINIMUM_NIGHTS))));
  }

  /** {@code room_type} of four characters or fewer. */
  public static Dataset<Row> filterRoomType(Dataset<Row> listings) {
    return reject(
        listings,
        when(
            length(col(Columns.ROOM_TYPE)).leq(4),
            reject("room_type_too_short", lit(Columns.ROOM_TYPE))));
  }

  /**
   * What the rest of the job reads: position, raw (of refused records alone), reject, the typed
   * columns, converted and unreadable (bigint: bit i is set where the text of column i of {@link
   * Convert#CONVERTED} was there and did, or did not, convert), and of JSON records malformed,
   * present and unknown.
   */
  public static Dataset<Row> stage(Dataset<Row> judged) {
    return judged
        .withColumn(Columns.RAW, when(col(REJECT).isNotNull(), col(Columns.RAW)))
        .withColumn(THERE, setOf(name -> col(Convert.TEXTS).getField(name)))
        .withColumn(VALUES, setOf(name -> col(name)))
        .withColumn(CONVERTED, col(THERE).bitwiseAND(col(VALUES)))
        .withColumn(UNREADABLE, col(THERE).bitwiseAND(bitwise_not(col(VALUES))))
        .drop(Convert.TEXTS, "nested", THERE, VALUES);
  }

  /** The refused records: position bigint, raw string, reason string, column string. */
  public static Dataset<Row> rejected(Dataset<Row> staged) {
    return staged
        .where(col(REJECT).isNotNull())
        .select(
            col(Columns.POSITION),
            col(Columns.RAW),
            col(REJECT).getField("reason").as("reason"),
            col(REJECT).getField("column").as("column"));
  }

  /** The records that no rule refused: position, the typed columns, and unreadable. */
  public static Dataset<Row> accepted(Dataset<Row> staged) {
    return staged
        .where(col(REJECT).isNull())
        .drop(Columns.RAW, REJECT, CONVERTED, "malformed", "present", "unknown");
  }

  /** Whether a set has the column at an index of {@link Convert#CONVERTED}. */
  static Column hasBit(String set, int index) {
    return col(set).bitwiseAND(lit(1L << index)).notEqual(0L);
  }

  /** The columns for which there is something. */
  private static Column setOf(Function<String, Column> of) {
    Column set = lit(0L);
    for (int i = 0; i < Convert.CONVERTED.size(); i++) {
      Column isThere = of.apply(Convert.CONVERTED.get(i)).isNotNull();
      set = set.bitwiseOR(when(isThere, lit(1L << i)).otherwise(lit(0L)));
    }
    return set;
  }

  private static Column isBad(String name) {
    Column nested = coalesce(col("nested").equalTo(name), lit(false));
    if (!Convert.CHECKED.contains(name)) {
      return nested;
    }
    Column text = col(Convert.TEXTS).getField(name);
    Column unreadable = text.isNotNull().and(col(name).isNull());
    return NOT_NEGATIVE.contains(name)
        ? nested.or(unreadable).or(col(name).lt(0))
        : nested.or(unreadable);
  }

  /** A finding with the name of the first column for which the test holds, else null. */
  private static Column firstOf(String reason, List<String> names, Function<String, Column> test) {
    Column first = when(test.apply(names.get(0)), reject(reason, lit(names.get(0))));
    for (String name : names.subList(1, names.size())) {
      first = first.when(test.apply(name), reject(reason, lit(name)));
    }
    return first;
  }

  /** Adds a rule's finding, which is null where the rule has nothing to say. */
  private static Dataset<Row> reject(Dataset<Row> listings, Column finding) {
    return listings.withColumn(REJECT, coalesce(col(REJECT), finding));
  }

  private static Column reject(String reason, Column column) {
    return struct(lit(reason).as("reason"), column.as("column"));
  }
}
