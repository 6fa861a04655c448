package spanglue.glue.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** The same listings as files of every kind that the jobs read. */
public final class SampleFiles {
  private SampleFiles() {}

  /** CSV in UTF-8. */
  public static byte[] csv(List<Listing> listings, CsvFormat format) {
    return text(listings, format).getBytes(UTF_8);
  }

  /** CSV as programs on Windows write it that know nothing of UTF-8: what they lack is "?". */
  public static byte[] windows1252(List<Listing> listings, CsvFormat format) {
    return text(listings, format).getBytes(Charset.forName("windows-1252"));
  }

  private static String text(List<Listing> listings, CsvFormat format) {
    return (format.byteOrderMark() ? "\ufeff" : "") + CsvWriter.write(listings, format);
  }

  /** JSON Lines. */
  public static byte[] jsonLines(List<Listing> listings) throws IOException {
    return JsonWriter.lines(listings).getBytes(UTF_8);
  }

  /** One JSON array. */
  public static byte[] jsonArray(List<Listing> listings) throws IOException {
    return JsonWriter.array(listings).getBytes(UTF_8);
  }

  /** The bytes gzipped, as one member. */
  public static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }
}
