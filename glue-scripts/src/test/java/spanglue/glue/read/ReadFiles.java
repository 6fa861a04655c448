package spanglue.glue.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Writes files, and reads them as the jobs do. */
final class ReadFiles {
  static final int MAX_RECORD_BYTES = 1 << 20;

  private ReadFiles() {}

  static Path write(Path folder, String name, String text) {
    return write(folder, name, text.getBytes(StandardCharsets.UTF_8));
  }

  static Path write(Path folder, String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] gzip(String text) {
    return gzip(text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static org.apache.hadoop.fs.Path hadoopPath(Path file) {
    return new org.apache.hadoop.fs.Path("file", null, file.toString());
  }

  static RecordFile open(SparkSession spark, Path file) {
    return RecordFile.open(spark, hadoopPath(file), FileVersion.ANY, MAX_RECORD_BYTES);
  }

  static FileHead head(SparkSession spark, Path file) {
    return FileHead.read(
        spark.sparkContext().hadoopConfiguration(),
        hadoopPath(file),
        FileVersion.ANY,
        MAX_RECORD_BYTES);
  }

  /** The texts of a file's records, whose positions must be 1, 2, .. as many as were counted. */
  static List<String> texts(RecordFile file) {
    RecordBounds bounds = file.findBounds();
    List<Row> rows = file.records(bounds).collectAsList();
    List<Long> positions = rows.stream().map(row -> row.<Long>getAs("position")).toList();
    if (!positions.equals(LongStream.rangeClosed(1, bounds.count()).boxed().toList())) {
      throw new AssertionError("counted " + bounds.count() + ", read " + positions);
    }
    return rows.stream().map(row -> row.<String>getAs("raw")).toList();
  }

  static Dataset<Row> records(RecordFile file) {
    return file.records(file.findBounds());
  }
}
