package spanglue.glue.read;

import java.util.Set;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** A file's records as a table of (position bigint, raw string). */
record RecordTable(RecordPlan plan) implements SupportsRead {

  @Override
  public String name() {
    return plan.source().path().getName();
  }

  @Override
  public Column[] columns() {
    return new Column[] {
      Column.create(RecordScan.POSITION, DataTypes.LongType, false),
      Column.create(RecordScan.RAW, DataTypes.StringType, false)
    };
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return () -> new RecordScan(plan);
  }
}
