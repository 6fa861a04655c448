package spanglue.glue.read;

import java.io.IOException;
import java.io.InputStream;

/**
 * Runs an automaton over a range from every state at once. Runs that meet in one state go on as one
 * lane: soon one or two are left, whatever the text.
 */
final class RangeScan {
  private static final int BUFFER_BYTES = 256 << 10;
  private static final int MERGE_EVERY_BYTES = 4 << 10;

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

  /** Reads at most {@code length} bytes, fewer where the stream ends before. */
  static RangeEffect scan(Automaton automaton, InputStream in, long length) throws IOException {
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
    return scan.effect();
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

  private RangeEffect effect() {
    byte[] endState = new byte[laneOf.length];
    long[] records = new long[laneOf.length];
    for (int state = 0; state < laneOf.length; state++) {
      endState[state] = (byte) laneState[laneOf[state]];
      records[state] = recordsBesideLane[state] + laneRecords[laneOf[state]];
    }
    return new RangeEffect(endState, records);
  }
}
