package spanglue.glue.read;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.unsafe.types.UTF8String;

/** The records of a range as Spark's rows of (position bigint, raw string). */
final class RecordPartitionReader implements PartitionReader<InternalRow> {
  private final RecordSource source;
  private final Records records;

  private RecordPartitionReader(RecordSource source, Records records) {
    this.source = source;
    this.records = records;
  }

  static RecordPartitionReader open(RecordSource source, Configuration conf, RangeBounds bounds) {
    try {
      return new RecordPartitionReader(source, source.records(conf, bounds));
    } catch (IOException e) {
      throw source.unreadable(e);
    }
  }

  @Override
  public boolean next() {
    try {
      return records.next();
    } catch (IOException e) {
      throw source.unreadable(e);
    }
  }

  @Override
  public InternalRow get() {
    return new GenericInternalRow(
        new Object[] {records.position(), UTF8String.fromString(records.text())});
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
