package spanglue.glue.read;

import java.util.Arrays;

/**
 * Finds the ends of records in UTF-8 text, byte by byte, from a table. All bytes that matter are
 * ASCII, so that bytes of longer characters need no decoding.
 *
 * <p>A transition is the next state, with {@link #LINE_ENDS} where the byte ends a line outside
 * quotes, and {@link #RECORD_ENDS} too where that line is a record. Blank lines are none.
 */
final class Automaton {
  static final int RECORD_START = 0;
  static final int BLANK = 1;
  static final int UNQUOTED = 2;
  static final int FIELD_START = 3;
  static final int QUOTED = 4;
  static final int QUOTE_IN_QUOTED = 5;

  static final int LINE_ENDS = 0x10;
  static final int RECORD_ENDS = 0x20;

  private static final int STATE_MASK = 0x0f;
  private static final int RECORD_SHIFT = 5;
  private static final int SPACE = 0x20;

  private final byte[] transitions;

  private Automaton(int states) {
    transitions = new byte[states << 8];
  }

  /** Lines that quotes can join, with fields parted by commas. */
  static Automaton csv() {
    Automaton csv = new Automaton(QUOTE_IN_QUOTED + 1);
    csv.fillLines();
    for (int state : new int[] {RECORD_START, BLANK, UNQUOTED, FIELD_START, QUOTE_IN_QUOTED}) {
      csv.set(state, ',', FIELD_START);
    }
    csv.fill(FIELD_START, UNQUOTED);
    csv.set(FIELD_START, ',', FIELD_START);
    csv.set(FIELD_START, '\n', RECORD_START | LINE_ENDS | RECORD_ENDS);
    csv.fill(QUOTE_IN_QUOTED, UNQUOTED);
    csv.set(QUOTE_IN_QUOTED, ',', FIELD_START);
    csv.set(QUOTE_IN_QUOTED, '\n', RECORD_START | LINE_ENDS | RECORD_ENDS);
    csv.fill(QUOTED, QUOTED);
    csv.set(RECORD_START, '"', QUOTED);
    csv.set(FIELD_START, '"', QUOTED);
    csv.set(QUOTED, '"', QUOTE_IN_QUOTED);
    csv.set(QUOTE_IN_QUOTED, '"', QUOTED);
    return csv;
  }

  /** Plain lines: JSON escapes the line breaks in its strings. */
  static Automaton lines() {
    Automaton lines = new Automaton(UNQUOTED + 1);
    lines.fillLines();
    return lines;
  }

  int states() {
    return transitions.length >> 8;
  }

  /**
   * The table, for loops that call nothing per byte: {@code table[(state << 8) | (byte & 0xff)]}.
   */
  byte[] table() {
    return transitions;
  }

  static int state(int transition) {
    return transition & STATE_MASK;
  }

  /** 1 where the transition ends a record, else 0. */
  static int records(int transition) {
    return transition >>> RECORD_SHIFT;
  }

  /** Whether a file that ends in this state ends with a record that no line end closed. */
  static boolean endsRecord(int stateAtEndOfFile) {
    return stateAtEndOfFile > BLANK;
  }

  private void fillLines() {
    fill(UNQUOTED, UNQUOTED);
    set(UNQUOTED, '\n', RECORD_START | LINE_ENDS | RECORD_ENDS);
    for (int state : new int[] {RECORD_START, BLANK}) {
      fill(state, UNQUOTED);
      for (int whitespace = 0; whitespace <= SPACE; whitespace++) {
        set(state, whitespace, BLANK);
      }
      set(state, '\n', RECORD_START | LINE_ENDS);
    }
  }

  private void fill(int state, int next) {
    Arrays.fill(transitions, state << 8, (state + 1) << 8, (byte) next);
  }

  private void set(int state, int character, int transition) {
    transitions[(state << 8) | character] = (byte) transition;
  }
}
