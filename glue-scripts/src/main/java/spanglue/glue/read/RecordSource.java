package spanglue.glue.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * What every task must know of a file to read it.
 *
 * @param dataStart the first byte after a byte order mark; like all offsets here, of the
 *     decompressed bytes
 * @param encoding what turns bytes into text; what it can't is U+FFFD
 * @param maxRecordBytes the longest record accepted
 */
record RecordSource(
    URI uri,
    boolean gzipped,
    RecordFormat format,
    long dataStart,
    RecordEncoding encoding,
    int maxRecordBytes)
    implements Serializable {
  private static final int FEWEST_ZEROS = 16;
  private static final String URI_KEY = "uri";
  private static final String GZIPPED = "gzipped";
  private static final String FORMAT = "format";
  private static final String DATA_START = "dataStart";
  static final String ENCODING = "encoding";
  private static final String MAX_RECORD_BYTES = "maxRecordBytes";

  /** The same as options; {@link #fromOptions} takes them back. */
  Map<String, String> toOptions() {
    return Map.of(
        URI_KEY, uri.toString(),
        GZIPPED, Boolean.toString(gzipped),
        FORMAT, format.name(),
        DATA_START, Long.toString(dataStart),
        ENCODING, encoding.name(),
        MAX_RECORD_BYTES, Integer.toString(maxRecordBytes));
  }

  static RecordSource fromOptions(CaseInsensitiveStringMap options) {
    return new RecordSource(
        URI.create(option(options, URI_KEY)),
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

  RecordSource withDataStart(long start) {
    return new RecordSource(uri, gzipped, format, start, encoding, maxRecordBytes);
  }

  RecordSource withFormat(RecordFormat newFormat) {
    return new RecordSource(uri, gzipped, newFormat, dataStart, encoding, maxRecordBytes);
  }

  RecordSource withEncoding(RecordEncoding newEncoding) {
    return new RecordSource(uri, gzipped, format, dataStart, newEncoding, maxRecordBytes);
  }

  Path path() {
    return new Path(uri);
  }

  /** The file's address as people write it. */
  String file() {
    return path().toString();
  }

  /** The file's bytes as they are stored. */
  FSDataInputStream openStored(Configuration conf) throws IOException {
    return path().getFileSystem(conf).open(path());
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
      long length = path().getFileSystem(conf).getFileStatus(path()).getLen();
      byte[] end = new byte[(int) Math.min(FEWEST_ZEROS, length)];
      file.readFully(length - end.length, end);
      return Arrays.equals(end, new byte[FEWEST_ZEROS]);
    } catch (IOException e) {
      return false;
    }
  }
}
