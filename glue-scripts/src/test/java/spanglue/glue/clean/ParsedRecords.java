package spanglue.glue.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import spanglue.glue.Frames;
import spanglue.glue.GoodListing;

/** Records as the parser leaves them, at the positions 1, 2, .. */
final class ParsedRecords {
  private final List<Row> rows = new ArrayList<>();

  /** Adds a record that no rule refuses but for these pairs of column and text. */
  ParsedRecords with(String... columnsAndTexts) {
    return add(false, GoodListing.with(columnsAndTexts), null);
  }

  /** Adds a JSON record that has an object where the column's value should be. */
  ParsedRecords nested(String column, String... columnsAndTexts) {
    Map<String, @Nullable String> fields = GoodListing.with(columnsAndTexts);
    fields.put(column, null);
    return add(false, fields, column);
  }

  /** Adds a record that is malformed. */
  ParsedRecords malformed() {
    return add(true, null, null);
  }

  /**
   * The columns of {@link spanglue.glue.read.RecordParser}, {@code raw} being "raw" and a position.
   */
  Dataset<Row> parsed() {
    return Frames.of(
        "position bigint, raw string, malformed boolean, fields array<string>, nested string",
        rows.toArray(Row[]::new));
  }

  /** Text columns. */
  Dataset<Row> text() {
    return TextColumns.fillNulls(Convert.keepTexts(TextColumns.dropColumns(parsed())));
  }

  /** Typed columns beside their texts, for the rules to judge. */
  Dataset<Row> typed() {
    Dataset<Row> typed = Convert.convertCurrency(text());
    typed = Convert.convertDoubles(Convert.convertWholeNumbers(typed));
    return Convert.convertReviewDates(Convert.convertBoolean(typed));
  }

  private ParsedRecords add(
      boolean malformed, @Nullable Map<String, @Nullable String> fields, @Nullable String nested) {
    int position = rows.size() + 1;
    String[] texts = fields == null ? null : fields.values().toArray(String[]::new);
    rows.add(Frames.row((long) position, "raw " + position, malformed, texts, nested));
    return this;
  }
}
