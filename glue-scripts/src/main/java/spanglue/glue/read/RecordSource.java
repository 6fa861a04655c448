package spanglue.glue.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.hadoop.util.functional.FutureIO;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * What every task must know of a file to read it.
 *
 * @param version what every look at the file must find there
 * @param dataStart the first byte after a byte order mark; like all offsets here, of the
 *     decompressed bytes
 * @param encoding what turns bytes into text; what it can't is U+FFFD
 * @param maxRecordBytes the longest record accepted
 */
record RecordSource(
    URI uri,
    FileVersion version,
    boolean gzipped,
    RecordFormat format,
    long dataStart,
    RecordEncoding encoding,
    int maxRecordBytes)
    implements Serializable {
  private static final int FEWEST_ZEROS = 16;
  private static final String URI_KEY = "uri";
  private static final String ETAG = "etag";
  private static final String BYTES = "bytes";
  private static final String VERSION_ID = "versionId";
  private static final String GZIPPED = "gzipped";
  private static final String FORMAT = "format";
  private static final String DATA_START = "dataStart";
  static final String ENCODING = "encoding";
  private static final String MAX_RECORD_BYTES = "maxRecordBytes";

  /** The same as options; {@link #fromOptions} takes them back. */
  Map<String, String> toOptions() {
    return Map.of(
        URI_KEY, uri.toString(),
        ETAG, version.etag(),
        BYTES, Long.toString(version.bytes()),
        VERSION_ID, version.versionId(),
        GZIPPED, Boolean.toString(gzipped),
        FORMAT, format.name(),
        DATA_START, Long.toString(dataStart),
        ENCODING, encoding.name(),
        MAX_RECORD_BYTES, Integer.toString(maxRecordBytes));
  }

  static RecordSource fromOptions(CaseInsensitiveStringMap options) {
    return new RecordSource(
        URI.create(option(options, URI_KEY)),
        new FileVersion(
            option(options, ETAG), options.getLong(BYTES, -1), option(options, VERSION_ID)),
        options.getBoolean(GZIPPED, false),
        RecordFormat.valueOf(option(options, FORMAT)),
        options.getLong(DATA_START, 0),
        RecordEncoding.valueOf(option(options, ENCODING)),
        options.getInt(MAX_RECORD_BYTES, 0));
  }

  static String option(CaseInsensitiveStringMap options, String key) {
    String value = options.get(key);
    if (value == null) {
      throw new IllegalArgumentException(
          "option '" + key + "' is missing; read through RecordFile.records");
    }
    return value;
  }

  RecordSource withVersion(FileVersion found) {
    return new RecordSource(uri, found, gzipped, format, dataStart, encoding, maxRecordBytes);
  }

  RecordSource withDataStart(long start) {
    return new RecordSource(uri, version, gzipped, format, start, encoding, maxRecordBytes);
  }

  RecordSource withFormat(RecordFormat newFormat) {
    return new RecordSource(uri, version, gzipped, newFormat, dataStart, encoding, maxRecordBytes);
  }

  RecordSource withEncoding(RecordEncoding newEncoding) {
    return new RecordSource(uri, version, gzipped, format, dataStart, newEncoding, maxRecordBytes);
  }

  Path path() {
    return new Path(uri);
  }

  /** The file's address as people write it. */
  String file() {
    return path().toString();
  }

  /**
   * What there is at the path now.
   *
   * @throws RecordFileException where it is another file than the version that is meant
   */
  FileStatus status(Configuration conf) throws IOException {
    FileStatus status = path().getFileSystem(conf).getFileStatus(path());
    FileVersion found = FileVersion.of(status);
    if (!version.matches(found)) {
      throw RecordFileException.replaced(this, found);
    }
    return status;
  }

  /**
   * The file's bytes as they are stored. S3A opens what the status tells of, and makes its etag a
   * condition of each request for bytes: no byte of another object is read, however long it takes.
   *
   * @throws RecordFileException where another file is there by now
   */
  FSDataInputStream openStored(Configuration conf) throws IOException {
    FileStatus status = status(conf);
    FileSystem files = path().getFileSystem(conf);
    return FutureIO.awaitFuture(files.openFile(path()).withFileStatus(status).build());
  }

  /** The file's decompressed bytes from an offset on. */
  InputStream open(Configuration conf, long offset) throws IOException {
    FSDataInputStream file = openStored(conf);
    try {
      if (!gzipped) {
        file.seek(offset);
        return file;
      }
      // Not GZIPInputStream: it ends early, without a word, where a stream's available() is 0
      // between two members or the second member's header is damaged.
      GzipCodec codec = new GzipCodec();
      codec.setConf(conf);
      InputStream decompressed = codec.createInputStream(file);
      decompressed.skipNBytes(offset);
      return decompressed;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Whether the stored bytes end with more zeros than the length at a gzip file's end can have. */
  boolean endsWithZeros(Configuration conf) {
    try (FSDataInputStream file = openStored(conf)) {
      long length = status(conf).getLen();
      byte[] end = new byte[(int) Math.min(FEWEST_ZEROS, length)];
      file.readFully(length - end.length, end);
      return Arrays.equals(end, new byte[FEWEST_ZEROS]);
    } catch (IOException | RecordFileException e) {
      return false;
    }
  }
}
