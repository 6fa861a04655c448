package spanglue.glue.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Rows as the footers of written files count them: what is there, whatever Spark believes. */
public final class ParquetRows {
  private ParquetRows() {}

  /** The rows of all the files, read in parallel. */
  public static long count(Configuration conf, Collection<FileStatus> files) {
    return files.parallelStream().mapToLong(file -> count(conf, file)).sum();
  }

  private static long count(Configuration conf, FileStatus file) {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromStatus(file, conf))) {
      return reader.getRecordCount();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the footer of " + file.getPath(), e);
    }
  }
}
