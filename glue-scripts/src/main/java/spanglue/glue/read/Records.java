package spanglue.glue.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The data records of a range, one after the other, read through a window: the stream's bytes from
 * a mark on, in one array that grows with what the mark keeps. The window's fields are open to the
 * scanners' loops, which call nothing per byte.
 */
abstract class Records implements Closeable {
  private static final int INITIAL_BYTES = 256 << 10;
  private static final int READ_BYTES = 64 << 10;

  final RecordSource source;

  private final InputStream in;

  /** The offset in the file of {@code bytes[0]}. */
  private long base;

  byte[] bytes = new byte[INITIAL_BYTES];

  /** The first byte kept, the next to look at, and the first not read yet. */
  int mark;

  int pos;
  int limit;

  /**
   * @param in the source's bytes from {@code offset} on
   */
  Records(RecordSource source, InputStream in, long offset) {
    this.source = source;
    this.in = in;
    this.base = offset;
  }

  /**
   * Moves on to the next record; false when there is none.
   *
   * @throws RecordTooLongException where the record is longer than the bound
   */
  abstract boolean next() throws IOException;

  /** The current record's number in its file, from 1 on. */
  abstract long position();

  /** The current record as it stands in the file, without what parts it from its neighbours. */
  abstract String text();

  /** The same as Spark has it, in UTF-8. */
  UTF8String utf8() {
    return UTF8String.fromString(text());
  }

  /** The offset in the file of the next byte to look at. */
  final long offset() {
    return base + pos;
  }

  final int kept() {
    return pos - mark;
  }

  /** Begins to keep bytes at the next one to look at. */
  final void markHere() {
    mark = pos;
  }

  /** Reads at least one byte more; false at the end of the file. */
  final boolean fill() throws IOException {
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

  /** The text of the bytes in [from, to); what the file's encoding lacks becomes U+FFFD. */
  final String text(int from, int to) {
    return source.encoding().text(bytes, from, to);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
