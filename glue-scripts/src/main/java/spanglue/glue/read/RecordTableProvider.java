package spanglue.glue.read;

import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** The door through which Spark comes to a file's records; use {@link RecordFile#records}. */
public final class RecordTableProvider implements TableProvider {

  /** Called by Spark, which makes it by name. */
  public RecordTableProvider() {}

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return RecordScan.SCHEMA;
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return new RecordTable(RecordPlan.fromOptions(new CaseInsensitiveStringMap(properties)));
  }
}
