package spanglue.spark.internal.eventlog;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a stream, as bytes of one array that is used again. */
final class Lines {
  /** Longer ones are no events: the longest plans that Spark writes down have some megabytes. */
  static final int MOST_BYTES = 1 << 28;

  private static final int READ_AT_ONCE = 1 << 18;

  private final InputStream in;
  private byte[] bytes = new byte[2 * READ_AT_ONCE];
  private int from;
  private int to;
  private int lineEnd;
  private boolean isWhole;

  Lines(InputStream in) {
    this.in = in;
  }

  /**
   * Goes to the next line; false where there is none.
   *
   * @throws IOException where the stream can't be read, also where a line is too long; what came
   *     before has been a line
   */
  boolean next() throws IOException {
    from = isWhole ? lineEnd + 1 : lineEnd;
    int seen = from;
    while (true) {
      for (int i = seen; i < to; i++) {
        if (bytes[i] == '\n') {
          lineEnd = i;
          isWhole = true;
          return true;
        }
      }
      seen = to - from;
      int read = fill();
      seen += from;
      if (read < 0) {
        lineEnd = to;
        isWhole = false;
        return to > from;
      }
    }
  }

  /** Whether a line break ended it; else it is the last, and may be cut. */
  boolean isWhole() {
    return isWhole;
  }

  byte[] array() {
    return bytes;
  }

  int offset() {
    return from;
  }

  int length() {
    return lineEnd - from;
  }

  private int fill() throws IOException {
    if (bytes.length - to < READ_AT_ONCE) {
      System.arraycopy(bytes, from, bytes, 0, to - from);
      to -= from;
      from = 0;
      if (bytes.length - to < READ_AT_ONCE) {
        if (bytes.length >= MOST_BYTES) {
          throw new IOException("a line is longer than " + MOST_BYTES + " bytes");
        }
        bytes = Arrays.copyOf(bytes, 2 * bytes.length);
      }
    }
    int read = in.read(bytes, to, READ_AT_ONCE);
    to += Math.max(0, read);
    return read;
  }
}
