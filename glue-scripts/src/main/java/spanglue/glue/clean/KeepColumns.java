package spanglue.glue.clean;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.trim;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import spanglue.glue.Columns;

/** From a record's fields to the columns that the pipeline needs; the others stay behind. */
public final class KeepColumns {
  private static final String BLANKS =
      IntStream.rangeClosed(0, ' ').mapToObj(Character::toString).collect(Collectors.joining());

  private KeepColumns() {}

  /**
   * {@code fields array<string>} becomes a text column for each of {@link Columns#NEEDED}, trimmed
   * of characters up to U+0020; what is blank is null.
   */
  public static Dataset<Row> dropColumns(Dataset<Row> parsed) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (int i = 0; i < Columns.NEEDED.size(); i++) {
      columns.put(Columns.NEEDED.get(i), nullif(trim(col("fields").getItem(i), BLANKS), lit("")));
    }
    return parsed.withColumns(columns).drop("fields");
  }
}
