package spanglue.glue.read;

import java.io.IOException;
import java.io.InputStream;

/**
 * The records that begin in a range of a CSV or JSON Lines file. The last one may end beyond the
 * range; one that begins before it is another reader's, and only counted.
 */
final class LineRecords implements Records {
  private final RecordSource source;
  private final byte[] table;
  private final ByteWindow window;
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
  LineRecords(RecordSource source, InputStream in, RangeBounds bounds) {
    this.source = source;
    table = source.format().automaton().table();
    window = new ByteWindow(in, bounds.range().start());
    rangeEnd = bounds.range().end();
    nextPosition = bounds.recordsBefore() + 1 - source.format().headers();
    state = bounds.state();
  }

  @Override
  public boolean next() throws IOException {
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
    while (!endOfFile && window.offset() < rangeEnd) {
      window.markHere();
      cut = false;
      if (scanLine()) {
        textEnd = endOfFile ? window.pos : beforeLineEnd();
        checkLength(textEnd - window.mark);
        nextPosition++;
        return true;
      }
    }
    return false;
  }

  @Override
  public long position() {
    return nextPosition - 1;
  }

  @Override
  public String text() {
    return window.text(window.mark, textEnd);
  }

  /** Looks no further than the range: a record that spans all of it leaves no record here. */
  private void skipLineOfAnotherRange() throws IOException {
    int transition = state;
    while ((transition & Automaton.LINE_ENDS) == 0 && window.offset() < rangeEnd) {
      if (window.pos == window.limit) {
        window.markHere();
        if (!window.fill()) {
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
      if (window.pos == window.limit) {
        boundMemory();
        if (!window.fill()) {
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
    byte[] bytes = window.bytes;
    int limit = window.limit;
    int pos = window.pos;
    int transition = state;
    while (pos < limit && transition < Automaton.LINE_ENDS) {
      transition = next[(transition << 8) | (bytes[pos++] & 0xff)];
    }
    window.pos = pos;
    state = Automaton.state(transition);
    return transition;
  }

  private int beforeLineEnd() {
    int end = window.pos - 1;
    return end > window.mark && window.bytes[end - 1] == '\r' ? end - 1 : end;
  }

  /** A blank line may have any length, so what is kept of one that is too long is let go. */
  private void boundMemory() {
    int lineEnd = 2;
    if (window.kept() <= (long) source.maxRecordBytes() + lineEnd) {
      return;
    }
    if (state != Automaton.BLANK) {
      throw tooLong();
    }
    cut = true;
    window.markHere();
  }

  private void checkLength(int length) {
    if (cut || length > source.maxRecordBytes()) {
      throw tooLong();
    }
  }

  private RecordTooLongException tooLong() {
    return new RecordTooLongException(source.file(), nextPosition, source.maxRecordBytes());
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
