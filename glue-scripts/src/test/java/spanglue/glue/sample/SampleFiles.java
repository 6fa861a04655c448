package spanglue.glue.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** The same listings as files of every kind that the jobs read. */
public final class SampleFiles {
  /** What stands in a text where the file has a byte that is not UTF-8. */
  private static final String REPLACEMENT = "\ufffd";

  private SampleFiles() {}

  /** CSV, in UTF-8 but for the listings that have invalid bytes. */
  public static byte[] csv(List<Listing> listings, CsvFormat format) {
    String text = (format.byteOrderMark() ? "\ufeff" : "") + CsvWriter.write(listings, format);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int from = 0;
    for (int at = text.indexOf(REPLACEMENT); at >= 0; at = text.indexOf(REPLACEMENT, from)) {
      bytes.writeBytes(text.substring(from, at).getBytes(UTF_8));
      bytes.write(0xe9); // é of ISO 8859-1
      from = at + 1;
    }
    bytes.writeBytes(text.substring(from).getBytes(UTF_8));
    return bytes.toByteArray();
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
