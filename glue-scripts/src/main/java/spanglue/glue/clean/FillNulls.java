package spanglue.glue.clean;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import spanglue.glue.Columns;

/** What stands where a text is missing. */
public final class FillNulls {
  private static final Map<String, String> FILLINGS =
      Map.of(
          Columns.HOUSE_RULES, "Blank",
          Columns.HOST_NAME, "Blank",
          Columns.NAME, "Blank",
          Columns.COUNTRY, "United States",
          Columns.HOST_IDENTITY_VERIFIED, "unconfirmed",
          Columns.INSTANT_BOOKABLE, "TRUE",
          Columns.CANCELLATION_POLICY, "moderate");

  private FillNulls() {}

  /** Fills seven text columns; {@code instant_bookable} is still text here. */
  public static Dataset<Row> fillNulls(Dataset<Row> listings) {
    Map<String, Column> filled = new LinkedHashMap<>();
    FILLINGS.forEach((name, filling) -> filled.put(name, coalesce(col(name), lit(filling))));
    return listings.withColumns(filled);
  }
}
