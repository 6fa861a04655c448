package spanglue.glue.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.GzipCodec;

/**
 * What every task must know of a file to read it.
 *
 * @param dataStart the first byte after a byte order mark; like all offsets here, of the
 *     decompressed bytes
 * @param maxRecordBytes the longest record accepted
 */
record RecordSource(
    URI uri, boolean gzipped, RecordFile.Format format, long dataStart, int maxRecordBytes)
    implements Serializable {

  RecordSource withDataStart(long start) {
    return new RecordSource(uri, gzipped, format, start, maxRecordBytes);
  }

  RecordSource withFormat(RecordFile.Format newFormat) {
    return new RecordSource(uri, gzipped, newFormat, dataStart, maxRecordBytes);
  }

  Path path() {
    return new Path(uri);
  }

  /** The file's address as people write it. */
  String file() {
    return path().toString();
  }

  /** One pass over a range that finds what it does to the records around it. */
  RangeEffect effect(Configuration conf, ByteRange range) {
    try (InputStream in = open(conf, range.start())) {
      if (format != RecordFile.Format.JSON_ARRAY) {
        return RangeScan.scan(format.automaton(), in, range.length());
      }
      Records elements = new ArrayRecords(this, in, range.start());
      while (elements.next()) {}
      return RangeEffect.ofWholeFile(elements.position());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The data records that begin in a range. */
  Records records(Configuration conf, RangeBounds bounds) throws IOException {
    InputStream in = open(conf, bounds.range().start());
    return format == RecordFile.Format.JSON_ARRAY
        ? new ArrayRecords(this, in, bounds.range().start())
        : new LineRecords(this, in, bounds);
  }

  /** The file's decompressed bytes from an offset on. */
  InputStream open(Configuration conf, long offset) throws IOException {
    FSDataInputStream file = path().getFileSystem(conf).open(path());
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

  RecordFileException unreadable(IOException cause) {
    String hint =
        gzipped
            ? "; it may be cut off, damaged or not gzip at all: compress and upload it again"
            : "; see that it exists and that the job's role may read it";
    return new RecordFileException(
        "cannot read " + file() + ": " + cause.getMessage() + hint, cause);
  }
}
