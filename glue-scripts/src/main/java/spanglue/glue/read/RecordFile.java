package spanglue.glue.read;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * One uploaded file of records: CSV with a header, JSON Lines or one JSON array, each also gzipped.
 *
 * <p>CSV and JSON Lines that are not gzipped are cut into ranges as Spark cuts its own files
 * ({@code spark.sql.files.maxPartitionBytes} and its companions); others are one range.
 */
public final class RecordFile {

  /** How a file's records are written. */
  public enum Format {
    CSV("CSV", 1),
    JSON_LINES("JSON Lines", 0),
    JSON_ARRAY("JSON array", 0);

    private final String title;
    private final int headers;

    Format(String title, int headers) {
      this.title = title;
      this.headers = headers;
    }

    String title() {
      return title;
    }

    /** How many records at the start are no data. */
    int headers() {
      return headers;
    }

    Automaton automaton() {
      return this == CSV ? Automaton.csv() : Automaton.lines();
    }
  }

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
   * @param maxRecordBytes the longest record accepted, from 1 byte to 1 GB
   * @throws RecordFileException where the file is missing, unreadable, empty, of another type (by
   *     name or by a UTF-16 byte order mark), or a CSV whose header is malformed
   * @throws RecordTooLongException where a CSV's header is longer than {@code maxRecordBytes}
   */
  public static RecordFile open(SparkSession spark, Path path, int maxRecordBytes) {
    FileHead head = FileHead.read(spark.sparkContext().hadoopConfiguration(), path, maxRecordBytes);
    return new RecordFile(spark, head.source(), head.header(), head.ranges(spark));
  }

  /** How the file's records are written. */
  public Format format() {
    return source.format();
  }

  /** The names in a CSV's header, as they stand; empty for JSON. */
  public List<String> header() {
    return header;
  }

  /**
   * Finds where the records of each range begin, and counts them, in one pass over the file: one
   * Spark job.
   *
   * @throws RecordFileException where the file can't be read to its end
   */
  public RecordBounds findBounds() {
    Broadcast<SerializableConfiguration> conf =
        SerializableConfiguration.broadcast(spark.sparkContext());
    RecordSource file = source;
    JavaRDD<RangeEffect> effects =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(ranges, ranges.size())
            .map(range -> file.effect(configuration(conf), range));
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
   * string} (the record without its line end; what is no UTF-8 is U+FFFD). An action on them fails
   * with a {@link RecordFileException} among its causes where the file can't be read or a record is
   * too long.
   *
   * @param bounds what {@link #findBounds} found in this file
   */
  public Dataset<Row> records(RecordBounds bounds) {
    return spark
        .read()
        .format(RecordTableProvider.class.getName())
        .options(new RecordPlan(source, bounds).toOptions())
        .load();
  }

  static Configuration configuration(Broadcast<SerializableConfiguration> conf) {
    return conf.value().value();
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
