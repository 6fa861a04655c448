package spanglue.glue.read;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;

/** What turns a file's bytes into text. */
public enum RecordEncoding {
  UTF_8(StandardCharsets.UTF_8),
  /** What programs on Windows write that know nothing of UTF-8. */
  WINDOWS_1252(Charset.forName("windows-1252"));

  private final Charset charset;

  RecordEncoding(Charset charset) {
    this.charset = charset;
  }

  /** The name by which it is registered, such as {@code UTF-8}. */
  public String title() {
    return charset.name();
  }

  /** The text of bytes; what is none becomes U+FFFD. */
  String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, charset);
  }

  /** The same as Spark has it, in UTF-8: bytes that were found to be so are not decoded. */
  UTF8String utf8(byte[] bytes, int from, int to) {
    return this == UTF_8
        ? UTF8String.fromBytes(Arrays.copyOfRange(bytes, from, to))
        : UTF8String.fromString(text(bytes, from, to));
  }
}
