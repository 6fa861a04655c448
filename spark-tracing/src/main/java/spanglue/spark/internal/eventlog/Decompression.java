package spanglue.spark.internal.eventlog;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.spark.SparkConf;
import org.apache.spark.io.CompressionCodec;
import org.apache.spark.io.CompressionCodec$;

/**
 * What a log is compressed with is seen by its first bytes: names are changed by whoever copies it.
 */
enum Decompression {
  ZSTD("(\u00b5/\u00fd"),
  LZ4("LZ4Block"),
  SNAPPY("\u0082SNAPPY"),
  LZF("ZV"),
  GZIP("\u001f\u008b"),
  NONE("");

  private static final int BUFFER = 1 << 18;

  /** A character a byte. */
  private final String firstBytes;

  Decompression(String firstBytes) {
    this.firstBytes = firstBytes;
  }

  /** The plain bytes of a file, also of one that is still being written. */
  static InputStream plain(InputStream stored) throws IOException {
    BufferedInputStream in = new BufferedInputStream(stored, BUFFER);
    Decompression its = of(in);
    return switch (its) {
      case NONE -> in;
      case GZIP -> new GZIPInputStream(in, BUFFER);
      case ZSTD, LZ4, SNAPPY, LZF -> its.codec().compressedContinuousInputStream(in);
    };
  }

  private CompressionCodec codec() {
    String name = name().toLowerCase(Locale.ROOT);
    return CompressionCodec$.MODULE$.createCodec(new SparkConf(false), name);
  }

  private static Decompression of(BufferedInputStream in) throws IOException {
    in.mark(16);
    String first = new String(in.readNBytes(8), StandardCharsets.ISO_8859_1);
    in.reset();
    for (Decompression one : values()) {
      if (first.startsWith(one.firstBytes)) {
        return one;
      }
    }
    return NONE;
  }
}
