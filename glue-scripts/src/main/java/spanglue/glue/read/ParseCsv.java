package spanglue.glue.read;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import spanglue.glue.functions.ValueFunction;

/** {@link RecordParser#parseCsv} as a function of a record's text, its width and the indexes. */
public final class ParseCsv extends ValueFunction<InternalRow> {
  static final StructType RECORD =
      new StructType()
          .add("malformed", DataTypes.BooleanType, false)
          .add("fields", DataTypes.createArrayType(DataTypes.StringType));

  /** Called by Spark. */
  public ParseCsv() {
    super(
        RECORD,
        DataTypes.StringType,
        DataTypes.IntegerType,
        DataTypes.createArrayType(DataTypes.IntegerType, false));
  }

  /** Not, for Spark: else it may parse once for each use of a field. */
  @Override
  public boolean isDeterministic() {
    return false;
  }

  @Override
  public boolean isResultNullable() {
    return false;
  }

  /** The record's fields, at the indexes. */
  public static InternalRow invoke(UTF8String raw, int width, ArrayData indexes) {
    List<UTF8String> fields = CsvRecord.parse(raw.getBytes(), width);
    if (fields == null || fields.size() != width) {
      return new GenericInternalRow(new Object[] {true, null});
    }
    Object[] picked = new Object[indexes.numElements()];
    for (int i = 0; i < picked.length; i++) {
      int index = indexes.getInt(i);
      picked[i] = index < 0 ? null : fields.get(index);
    }
    return new GenericInternalRow(new Object[] {false, new GenericArrayData(picked)});
  }
}
