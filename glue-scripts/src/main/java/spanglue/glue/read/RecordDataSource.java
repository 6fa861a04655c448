package spanglue.glue.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.util.SerializableConfiguration;
import spanglue.glue.read.RecordBounds.Range;

/**
 * Spark's way to a file's records, from the door to the rows; use {@link RecordFile#records}.
 *
 * <p>What to read travels as options: {@code DataFrameReader} is the way to a scan that is public
 * in every Spark, while making a frame of a table object takes classes that moved between Spark's
 * versions.
 */
public final class RecordDataSource implements TableProvider {
  static final String RAW = "raw";

  private static final String POSITION = "position";
  private static final String COUNT = "count";
  private static final String RANGES = "ranges";
  private static final StructType SCHEMA =
      new StructType()
          .add(POSITION, DataTypes.LongType, false)
          .add(RAW, DataTypes.StringType, false);

  /** Called by Spark, which makes it by name. */
  public RecordDataSource() {}

  static Map<String, String> options(RecordSource source, RecordBounds bounds) {
    Map<String, String> options = new HashMap<>(source.toOptions());
    options.put(COUNT, Long.toString(bounds.count()));
    options.put(RANGES, bounds.rangesAsText());
    return options;
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return SCHEMA;
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    CaseInsensitiveStringMap options = new CaseInsensitiveStringMap(properties);
    return new RecordTable(
        RecordSource.fromOptions(options),
        new RecordBounds(
            RecordBounds.rangesOf(RecordSource.option(options, RANGES)),
            options.getLong(COUNT, 0),
            RecordEncoding.valueOf(RecordSource.option(options, RecordSource.ENCODING))));
  }

  /** A file's records as a table; equal ones are one to Spark's cache. */
  private record RecordTable(RecordSource source, RecordBounds bounds) implements SupportsRead {

    @Override
    public String name() {
      return source.path().getName();
    }

    @Override
    public Column[] columns() {
      return new Column[] {
        Column.create(POSITION, DataTypes.LongType, false),
        Column.create(RAW, DataTypes.StringType, false)
      };
    }

    @Override
    public Set<TableCapability> capabilities() {
      return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
      return () -> new RecordScan(source, bounds);
    }
  }

  /** A scan of the records, one partition a range. */
  private record RecordScan(RecordSource source, RecordBounds bounds) implements Scan, Batch {

    @Override
    public StructType readSchema() {
      return SCHEMA;
    }

    @Override
    public String description() {
      return "records of "
          + source.path().getName()
          + " ("
          + source.format().title()
          + (source.gzipped() ? ", gzip" : "")
          + "), splits: "
          + bounds.ranges().size();
    }

    @Override
    public Batch toBatch() {
      return this;
    }

    @Override
    public InputPartition[] planInputPartitions() {
      return bounds.ranges().stream().map(Partition::new).toArray(InputPartition[]::new);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
      return new Readers(
          source, SerializableConfiguration.broadcast(SparkSession.active().sparkContext()));
    }
  }

  /** One range of the file. */
  private record Partition(Range range) implements InputPartition {}

  /** Opens the ranges, in the tasks. */
  private record Readers(RecordSource source, Broadcast<SerializableConfiguration> conf)
      implements PartitionReaderFactory {

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
      Range range = ((Partition) partition).range();
      try {
        InputStream in = source.open(conf.value().value(), range.bytes().start());
        return new Reader(
            source,
            source.format() == RecordFormat.JSON_ARRAY
                ? new ArrayRecords(source, in, range.bytes().start())
                : new LineRecords(source, in, range));
      } catch (IOException e) {
        throw RecordFileException.unreadable(source, e);
      }
    }
  }

  /** The records of a range as Spark's rows of (position bigint, raw string). */
  private record Reader(RecordSource source, Records records)
      implements PartitionReader<InternalRow> {

    @Override
    public boolean next() {
      try {
        return records.next();
      } catch (IOException e) {
        throw RecordFileException.unreadable(source, e);
      }
    }

    @Override
    public InternalRow get() {
      return new GenericInternalRow(new Object[] {records.position(), records.utf8()});
    }

    @Override
    public void close() throws IOException {
      records.close();
    }
  }
}
