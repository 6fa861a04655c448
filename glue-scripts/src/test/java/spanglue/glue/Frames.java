package spanglue.glue;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Small frames, and what is in them. */
public final class Frames {
  private Frames() {}

  /** A frame of rows in two partitions; {@code schema} as in {@code "id bigint, name string"}. */
  public static Dataset<Row> of(String schema, Row... rows) {
    return TestSpark.session()
        .createDataFrame(List.of(rows), StructType.fromDDL(schema))
        .repartition(2);
  }

  public static Row row(Object... values) {
    return RowFactory.create(values);
  }

  /** Each row as its values, parted by bars: {@code 7|null|1.50}. */
  public static List<String> lines(Dataset<Row> frame) {
    return frame.collectAsList().stream().map(row -> row.mkString("|")).toList();
  }

  /** Some columns of each row, as {@link #lines(Dataset)} has them. */
  public static List<String> lines(Dataset<Row> frame, String... expressions) {
    return lines(frame.selectExpr(expressions));
  }

  /** A column's type as SQL writes it. */
  public static String type(Dataset<Row> frame, String column) {
    return frame.schema().apply(column).dataType().simpleString();
  }
}
