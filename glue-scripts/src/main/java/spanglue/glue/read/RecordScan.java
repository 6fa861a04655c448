package spanglue.glue.read;

import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/** A scan of a file's records, one partition a range. */
record RecordScan(RecordPlan plan) implements Scan, Batch {
  static final String POSITION = "position";
  static final String RAW = "raw";
  static final StructType SCHEMA =
      new StructType()
          .add(POSITION, DataTypes.LongType, false)
          .add(RAW, DataTypes.StringType, false);

  /** One range of the file. */
  record Partition(RangeBounds bounds) implements InputPartition {}

  /** Opens the ranges, in the tasks. */
  record Readers(RecordSource source, Broadcast<SerializableConfiguration> conf)
      implements PartitionReaderFactory {

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
      return RecordPartitionReader.open(
          source, RecordFile.configuration(conf), ((Partition) partition).bounds());
    }
  }

  @Override
  public StructType readSchema() {
    return SCHEMA;
  }

  @Override
  public String description() {
    RecordSource source = plan.source();
    return "records of "
        + source.path().getName()
        + " ("
        + source.format().title()
        + (source.gzipped() ? ", gzip" : "")
        + "), splits: "
        + plan.bounds().ranges().size();
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    return plan.bounds().ranges().stream().map(Partition::new).toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new Readers(
        plan.source(), SerializableConfiguration.broadcast(SparkSession.active().sparkContext()));
  }
}
