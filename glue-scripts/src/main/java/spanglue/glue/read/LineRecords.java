package spanglue.glue.read;

import java.io.IOException;
import java.io.InputStream;
import org.apache.spark.unsafe.types.UTF8String;
import spanglue.glue.read.RecordBounds.Range;

/**
 * The records that begin in a range of a CSV or JSON Lines file. The last one may end beyond the
 * range; one that begins before it is another reader's, and only counted.
 */
final class LineRecords extends Records {
  private final byte[] table;
  private final long rangeEnd;

  /** The next record's number: a CSV's header is 0, the first data record 1. */
  private long nextPosition;

  /** The current line: state, and whether bytes of it were thrown away. */
  private int state;

  private boolean cut;

  private boolean endOfFile;
  private int textEnd;

  /**
   * @param in the source's bytes from the range's start on
   */
  LineRecords(RecordSource source, InputStream in, Range range) {
    super(source, in, range.bytes().start());
    table = source.format().automaton().table();
    rangeEnd = range.bytes().end();
    nextPosition = range.recordsBefore() + 1 - source.format().headers();
    state = range.state();
  }

  @Override
  boolean next() throws IOException {
    do {
      if (!nextRecord()) {
        return false;
      }
    } while (position() == 0);
    return true;
  }

  /** Like {@link #next}, but gives a CSV's header too. */
  boolean nextRecord() throws IOException {
    if (state != Automaton.RECORD_START && !endOfFile) {
      skipLineOfAnotherRange();
    }
    while (!endOfFile && offset() < rangeEnd) {
      markHere();
      cut = false;
      if (scanLine()) {
        textEnd = endOfFile ? pos : beforeLineEnd();
        checkLength(textEnd - mark);
        nextPosition++;
        return true;
      }
    }
    return false;
  }

  @Override
  long position() {
    return nextPosition - 1;
  }

  @Override
  String text() {
    return text(mark, textEnd);
  }

  @Override
  UTF8String utf8() {
    return source.encoding().utf8(bytes, mark, textEnd);
  }

  /** Looks no further than the range: a record that spans all of it leaves no record here. */
  private void skipLineOfAnotherRange() throws IOException {
    int transition = state;
    while ((transition & Automaton.LINE_ENDS) == 0 && offset() < rangeEnd) {
      if (pos == limit) {
        markHere();
        if (!fill()) {
          break;
        }
      }
      transition = run();
    }
    nextPosition += Automaton.records(transition);
    state = Automaton.RECORD_START;
  }

  /** Runs to the end of the line, kept from the mark on; true where the line is a record. */
  private boolean scanLine() throws IOException {
    state = Automaton.RECORD_START;
    int transition = state;
    while ((transition & Automaton.LINE_ENDS) == 0) {
      if (pos == limit) {
        boundMemory();
        if (!fill()) {
          endOfFile = true;
          return Automaton.endsRecord(state);
        }
      }
      transition = run();
    }
    return Automaton.records(transition) > 0;
  }

  /** Runs to the end of the line or of what was read, and returns the last transition. */
  private int run() {
    byte[] next = table;
    byte[] window = bytes;
    int end = limit;
    int at = pos;
    int transition = state;
    while (at < end && transition < Automaton.LINE_ENDS) {
      transition = next[(transition << 8) | (window[at++] & 0xff)];
    }
    pos = at;
    state = Automaton.state(transition);
    return transition;
  }

  private int beforeLineEnd() {
    int end = pos - 1;
    return end > mark && bytes[end - 1] == '\r' ? end - 1 : end;
  }

  /** A blank line may have any length, so what is kept of one that is too long is let go. */
  private void boundMemory() {
    int lineEnd = 2;
    if (kept() <= (long) source.maxRecordBytes() + lineEnd) {
      return;
    }
    if (state != Automaton.BLANK) {
      throw tooLong();
    }
    cut = true;
    markHere();
  }

  private void checkLength(int length) {
    if (cut || length > source.maxRecordBytes()) {
      throw tooLong();
    }
  }

  private RecordTooLongException tooLong() {
    return new RecordTooLongException(source.file(), nextPosition, source.maxRecordBytes());
  }
}
