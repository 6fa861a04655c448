package spanglue.glue.read;

import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import spanglue.glue.read.RecordBounds.ByteRange;

/**
 * Runs an automaton over a range from every state at once. Runs that meet in one state go on as one
 * lane: soon one or two are left, whatever the text.
 */
final class RangeScan {
  private static final int BUFFER_BYTES = 256 << 10;
  private static final int MERGE_EVERY_BYTES = 4 << 10;

  /**
   * What a range of bytes does to an automaton, for each state that it may begin in.
   *
   * @param endState the state after the range, by the state before it
   * @param recordsEnded how many records end in the range, by the state before it
   * @param utf8 the state of {@link Utf8Check} after the range, by its state before it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared: a value on its way to the driver
  record Effect(byte[] endState, long[] recordsEnded, byte[] utf8) implements Serializable {

    /** The effect of a whole file that was counted by other means. */
    static Effect ofWholeFile(long records, byte[] utf8) {
      return new Effect(new byte[] {Automaton.RECORD_START}, new long[] {records}, utf8);
    }
  }

  private final byte[] table;

  /** By start state: the lane it runs in, and what to add to that lane's records. */
  private final int[] laneOf;

  private final long[] recordsBesideLane;

  private final int[] laneState;
  private final long[] laneRecords;
  private int lanes;

  private RangeScan(Automaton automaton) {
    table = automaton.table();
    lanes = automaton.states();
    laneOf = new int[lanes];
    recordsBesideLane = new long[lanes];
    laneState = new int[lanes];
    laneRecords = new long[lanes];
    for (int state = 0; state < lanes; state++) {
      laneOf[state] = state;
      laneState[state] = state;
    }
  }

  /** One pass over a range of a file; a JSON array is one range, whose elements are counted. */
  static Effect of(RecordSource source, Configuration conf, ByteRange range) {
    try (Utf8Check in = new Utf8Check(source.open(conf, range.start()))) {
      if (source.format() != RecordFormat.JSON_ARRAY) {
        return scan(source.format().automaton(), in, range.length());
      }
      Records elements = new ArrayRecords(source, in, range.start());
      while (elements.next()) {}
      return Effect.ofWholeFile(elements.position(), in.stateAfter());
    } catch (IOException e) {
      throw RecordFileException.unreadable(conf, source, e);
    }
  }

  /** Reads at most {@code length} bytes, fewer where the stream ends before. */
  static Effect scan(Automaton automaton, Utf8Check in, long length) throws IOException {
    RangeScan scan = new RangeScan(automaton);
    byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, length)];
    long left = length;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        break;
      }
      scan.feed(buffer, read);
      left -= read;
    }
    return scan.effect(in.stateAfter());
  }

  private void feed(byte[] bytes, int length) {
    for (int from = 0; from < length; from += MERGE_EVERY_BYTES) {
      int to = Math.min(length, from + MERGE_EVERY_BYTES);
      for (int lane = 0; lane < lanes; lane++) {
        run(lane, bytes, from, to);
      }
      mergeLanes();
    }
  }

  private void run(int lane, byte[] bytes, int from, int to) {
    byte[] next = table;
    int state = laneState[lane];
    int records = 0;
    for (int i = from; i < to; i++) {
      int transition = next[(state << 8) | (bytes[i] & 0xff)];
      records += Automaton.records(transition);
      state = Automaton.state(transition);
    }
    laneState[lane] = state;
    laneRecords[lane] += records;
  }

  private void mergeLanes() {
    for (int lane = lanes - 1; lane > 0; lane--) {
      for (int other = 0; other < lane; other++) {
        if (laneState[other] == laneState[lane]) {
          join(lane, other);
          break;
        }
      }
    }
  }

  private void join(int lane, int other) {
    int last = --lanes;
    for (int state = 0; state < laneOf.length; state++) {
      if (laneOf[state] == lane) {
        laneOf[state] = other;
        recordsBesideLane[state] += laneRecords[lane] - laneRecords[other];
      } else if (laneOf[state] == last) {
        laneOf[state] = lane;
      }
    }
    laneState[lane] = laneState[last];
    laneRecords[lane] = laneRecords[last];
  }

  private Effect effect(byte[] utf8) {
    byte[] endState = new byte[laneOf.length];
    long[] records = new long[laneOf.length];
    for (int state = 0; state < laneOf.length; state++) {
      endState[state] = (byte) laneState[laneOf[state]];
      records[state] = recordsBesideLane[state] + laneRecords[laneOf[state]];
    }
    return new Effect(endState, records, utf8);
  }
}
