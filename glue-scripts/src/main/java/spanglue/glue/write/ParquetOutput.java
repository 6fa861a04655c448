package spanglue.glue.write;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import spanglue.glue.columns.Columns;

/** How rows are written as Parquet. */
public final class ParquetOutput {
  /** Of almost every row another value: a dictionary would take longer than it saves. */
  private static final List<String> WITHOUT_DICTIONARY =
      List.of(
          Columns.ID,
          Columns.NAME,
          Columns.LAT,
          Columns.LONG,
          Columns.HOUSE_RULES,
          Columns.POSITION,
          Columns.RAW);

  private static final Map<String, String> OPTIONS = options();

  private ParquetOutput() {}

  /** Writes a frame's rows as files of a new folder. */
  public static void write(Dataset<Row> frame, Path folder) {
    frame.write().options(OPTIONS).parquet(folder.toString());
  }

  private static Map<String, String> options() {
    Map<String, String> options = new HashMap<>();
    // As fast as Snappy here, and smaller, which pays for the missing dictionaries.
    options.put("compression", "zstd");
    for (String column : WITHOUT_DICTIONARY) {
      options.put("parquet.enable.dictionary#" + column, "false");
    }
    return Map.copyOf(options);
  }
}
