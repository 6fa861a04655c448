package spanglue.glue.clean;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import spanglue.glue.columns.Columns;
import spanglue.glue.functions.FunctionClasses;

/** From a record's fields to the columns that the pipeline needs, as texts. */
public final class TextColumns {
  /** What stands where a text is missing. */
  private static final Map<String, String> FILLINGS =
      Map.of(
          Columns.HOUSE_RULES, "Blank",
          Columns.HOST_NAME, "Blank",
          Columns.NAME, "Blank",
          Columns.COUNTRY, "United States",
          Columns.HOST_IDENTITY_VERIFIED, "unconfirmed",
          Columns.INSTANT_BOOKABLE, "TRUE",
          Columns.CANCELLATION_POLICY, "moderate");

  private TextColumns() {}

  /**
   * Leaves behind what is not needed: {@code fields array<string>} becomes a text column for each
   * of {@link Columns#NEEDED}, trimmed of characters up to U+0020; what is blank is null.
   */
  public static Dataset<Row> dropColumns(Dataset<Row> parsed) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (int i = 0; i < Columns.NEEDED.size(); i++) {
      columns.put(
          Columns.NEEDED.get(i),
          FunctionClasses.call(
              parsed.sparkSession(), TextFunctions.Field.class, col("fields"), lit(i)));
    }
    return parsed.withColumns(columns).drop("fields");
  }

  /** Fills seven text columns; {@code instant_bookable} is still text here. */
  public static Dataset<Row> fillNulls(Dataset<Row> listings) {
    Map<String, Column> filled = new LinkedHashMap<>();
    FILLINGS.forEach((name, filling) -> filled.put(name, coalesce(col(name), lit(filling))));
    return listings.withColumns(filled);
  }
}
