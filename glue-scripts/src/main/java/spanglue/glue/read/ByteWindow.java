package spanglue.glue.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A stream's bytes from a mark on, in one array that grows with what the mark keeps. Its fields are
 * open to the scanners' loops, which call nothing per byte.
 */
final class ByteWindow implements Closeable {
  private static final int INITIAL_BYTES = 256 << 10;
  private static final int READ_BYTES = 64 << 10;

  private final InputStream in;

  /** The offset in the file of {@code bytes[0]}. */
  private long base;

  byte[] bytes = new byte[INITIAL_BYTES];

  /** The first byte kept, the next to look at, and the first not read yet. */
  int mark;

  int pos;
  int limit;

  ByteWindow(InputStream in, long offset) {
    this.in = in;
    this.base = offset;
  }

  /** The offset in the file of the next byte to look at. */
  long offset() {
    return base + pos;
  }

  int kept() {
    return pos - mark;
  }

  /** Begins to keep bytes at the next one to look at. */
  void markHere() {
    mark = pos;
  }

  /** Reads at least one byte more; false at the end of the file. */
  boolean fill() throws IOException {
    if (bytes.length - limit < READ_BYTES) {
      makeRoom();
    }
    int read = in.read(bytes, limit, READ_BYTES);
    if (read < 0) {
      return false;
    }
    limit += read;
    return true;
  }

  private void makeRoom() {
    int kept = limit - mark;
    byte[] to = bytes;
    if (bytes.length - kept < bytes.length / 2) {
      to = new byte[(int) Math.min(Integer.MAX_VALUE - 8, 2L * bytes.length)];
    }
    System.arraycopy(bytes, mark, to, 0, kept);
    bytes = to;
    base += mark;
    pos -= mark;
    limit = kept;
    mark = 0;
  }

  /** The text of the bytes in [from, to); what is no UTF-8 becomes U+FFFD. */
  String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
