package spanglue.glue.read;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import spanglue.glue.functions.FunctionClasses;

/** Raw text to fields, for every record of a {@link RecordFile}. */
public final class RecordParser {
  private static final String PARSED = "parsed_record";

  private static final StructType JSON =
      ParseCsv.RECORD
          .add("nested", DataTypes.StringType)
          .add("present", DataTypes.LongType, false)
          .add("unknown", DataTypes.createArrayType(DataTypes.StringType, false));

  private RecordParser() {}

  /**
   * Takes {@code raw} as one JSON object: numbers and booleans are their text as written, of equal
   * keys the last wins. Malformed is what is no JSON, no object, or has two different keys that
   * standardize to one name.
   *
   * @param columns standardized names, at most 64
   * @param ignored standardized names that are known and not wanted
   * @return {@code records} with: malformed boolean; fields array&lt;string&gt; (in the order of
   *     {@code columns}; null where absent, JSON null or nested); nested string (the first column
   *     whose value is an object or an array, else null); present bigint (bit i: the record has a
   *     key for column i); unknown array&lt;string&gt; (standardized names of the other keys; null
   *     when none). Of a malformed record: fields, nested and unknown null, present 0
   */
  public static Dataset<Row> parseJson(
      Dataset<Row> records, List<String> columns, List<String> ignored) {
    JsonColumns names = new JsonColumns(columns, ignored);
    UDF1<String, Row> parser = raw -> jsonRow(JsonRecord.parse(raw, names));
    // Not deterministic, for Spark: else it may parse once for each use of a field.
    Column parsed = udf(parser, JSON).asNondeterministic().apply(col(RecordDataSource.RAW));
    return parsed(records, parsed, JSON);
  }

  /**
   * Takes {@code raw} as one CSV record. Malformed is a record of another number of fields than
   * {@code width}, with a quote that never closes, or with text after a closing quote.
   *
   * @param width the header's number of fields
   * @param columnIndex by wanted column, its index in the record; -1 where the header lacks it
   * @return {@code records} with: malformed boolean; fields array&lt;string&gt; (in the order of
   *     {@code columnIndex}; null where the header lacks the column; null as a whole where
   *     malformed)
   */
  public static Dataset<Row> parseCsv(Dataset<Row> records, int width, int[] columnIndex) {
    int[] indexes = columnIndex.clone();
    for (int index : indexes) {
      if (index >= width) {
        throw new IllegalArgumentException("column index " + index + " of " + width + " fields");
      }
    }
    Column parsed =
        FunctionClasses.call(
            records.sparkSession(),
            ParseCsv.class,
            col(RecordDataSource.RAW),
            lit(width),
            lit(indexes));
    return parsed(records, parsed, ParseCsv.RECORD);
  }

  private static Dataset<Row> parsed(Dataset<Row> records, Column once, StructType parsed) {
    Stream<Column> kept = Arrays.stream(records.columns()).map(name -> col(name));
    Stream<Column> added =
        Arrays.stream(parsed.fieldNames()).map(name -> col(PARSED).getField(name).as(name));
    return records
        .withColumn(PARSED, once)
        .select(Stream.concat(kept, added).toArray(Column[]::new));
  }

  private static Row jsonRow(JsonRecord.@Nullable Fields record) {
    return record == null
        ? RowFactory.create(true, null, null, 0L, null)
        : RowFactory.create(
            false, record.values(), record.nested(), record.present(), record.unknown());
  }
}
