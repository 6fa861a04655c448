package spanglue.glue.read;

import static org.apache.spark.sql.functions.col;
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

/** Raw text to fields, for every record of a {@link RecordFile}. */
public final class RecordParser {
  private static final String PARSED = "parsed_record";

  private static final StructType CSV =
      new StructType()
          .add("malformed", DataTypes.BooleanType, false)
          .add("fields", DataTypes.createArrayType(DataTypes.StringType));

  private static final StructType JSON =
      CSV.add("nested", DataTypes.StringType)
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
    return parse(records, parser, JSON);
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
    UDF1<String, Row> parser = raw -> csvRow(CsvRecord.parse(raw), width, indexes);
    return parse(records, parser, CSV);
  }

  private static Dataset<Row> parse(
      Dataset<Row> records, UDF1<String, Row> parser, StructType parsed) {
    // Not deterministic, for Spark: else it may parse once for each use of a field.
    Column once = udf(parser, parsed).asNondeterministic().apply(col(RecordDataSource.RAW));
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

  private static Row csvRow(String @Nullable [] fields, int width, int[] indexes) {
    if (fields == null || fields.length != width) {
      return RowFactory.create(true, null);
    }
    String[] picked = new String[indexes.length];
    for (int i = 0; i < indexes.length; i++) {
      picked[i] = indexes[i] < 0 ? null : fields[indexes[i]];
    }
    return RowFactory.create(false, picked);
  }
}
