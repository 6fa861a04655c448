package spanglue.glue.read;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import spanglue.glue.read.RecordBounds.ByteRange;

/**
 * One uploaded file of records: CSV with a header, JSON Lines or one JSON array, each also gzipped.
 *
 * <p>CSV and JSON Lines that are not gzipped are cut into ranges as Spark cuts its own files
 * ({@code spark.sql.files.maxPartitionBytes} and its companions); others are one range.
 */
public final class RecordFile {
  private static final String SPLITS = "spark.sql.files.";

  private final SparkSession spark;
  private final RecordSource source;
  private final List<String> header;
  private final List<ByteRange> ranges;

  RecordFile(SparkSession spark, RecordSource source, List<String> header, List<ByteRange> ranges) {
    this.spark = spark;
    this.source = source;
    this.header = header;
    this.ranges = ranges;
  }

  /**
   * Looks at a file's name, size and first record, on the driver; runs no Spark job.
   *
   * @param path the file, taken as it stands: no pattern
   * @param version what is to be there; where something of it is not known, what is there at first
   * @param maxRecordBytes the longest record accepted, from 1 byte to 1 GB
   * @throws RecordFileException where the file is missing, replaced, unreadable, empty, of another
   *     type (by name or by a UTF-16 byte order mark), or a CSV whose header is malformed
   * @throws RecordTooLongException where a CSV's header is longer than {@code maxRecordBytes}
   */
  public static RecordFile open(
      SparkSession spark, Path path, FileVersion version, int maxRecordBytes) {
    FileHead head =
        FileHead.read(spark.sparkContext().hadoopConfiguration(), path, version, maxRecordBytes);
    return new RecordFile(spark, head.source(), head.header(), ranges(spark, head));
  }

  private static List<ByteRange> ranges(SparkSession spark, FileHead head) {
    RecordSource source = head.source();
    return source.gzipped() || source.format() == RecordFormat.JSON_ARRAY
        ? List.of(ByteRange.from(source.dataStart()))
        : ByteRange.cut(source.dataStart(), head.length(), splitSize(spark, head.length()));
  }

  /** As Spark cuts the files of its own formats. */
  private static long splitSize(SparkSession spark, long fileBytes) {
    long most = bytes(spark, SPLITS + "maxPartitionBytes");
    long least = bytes(spark, SPLITS + "openCostInBytes");
    long ranges =
        Long.parseLong(
            spark
                .conf()
                .get(
                    SPLITS + "minPartitionNum",
                    String.valueOf(spark.sparkContext().defaultParallelism())));
    long evenly = (fileBytes + least) / Math.max(1, ranges);
    return Math.max(1, Math.min(most, Math.max(least, evenly)));
  }

  private static long bytes(SparkSession spark, String key) {
    return JavaUtils.byteStringAsBytes(spark.conf().get(key));
  }

  /** How the file's records are written. */
  public RecordFormat format() {
    return source.format();
  }

  /** The names in a CSV's header, as they stand; empty for JSON. */
  public List<String> header() {
    return header;
  }

  /**
   * Finds where the records of each range begin, counts them, and learns the encoding, in one pass
   * over the file: one Spark job.
   *
   * @throws RecordFileException where the file can't be read to its end
   */
  public RecordBounds findBounds() {
    Broadcast<SerializableConfiguration> conf =
        SerializableConfiguration.broadcast(spark.sparkContext());
    RecordSource file = source;
    JavaRDD<RangeScan.Effect> effects =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(ranges, ranges.size())
            .map(range -> RangeScan.of(file, conf.value().value(), range));
    try {
      return RecordBounds.compose(ranges, effects.collect(), format().headers());
    } catch (Exception e) {
      throw fileProblem(e);
    } finally {
      conf.destroy();
    }
  }

  /**
   * The data records, lazily: {@code position bigint} (1 = the first data record), {@code raw
   * string} (the record without its line end; what its encoding lacks is U+FFFD). An action on them
   * fails with a {@link RecordFileException} among its causes where the file can't be read or a
   * record is too long.
   *
   * @param bounds what {@link #findBounds} found in this file
   */
  public Dataset<Row> records(RecordBounds bounds) {
    return spark
        .read()
        .format(RecordDataSource.class.getName())
        .options(RecordDataSource.options(source.withEncoding(bounds.encoding()), bounds))
        .load();
  }

  /** What a task said of the file, rather than what Spark says of the task. */
  private static RuntimeException fileProblem(Exception e) {
    for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof RecordFileException problem) {
        return problem;
      }
    }
    return new IllegalStateException("cannot find the records' bounds: " + e.getMessage(), e);
  }
}
