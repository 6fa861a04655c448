package spanglue.glue.read;

import java.io.Serializable;

/**
 * What a range of bytes does to an automaton, for each state that it may begin in.
 *
 * @param endState the state after the range, by the state before it
 * @param recordsEnded how many records end in the range, by the state before it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: a value on its way to the driver
record RangeEffect(byte[] endState, long[] recordsEnded) implements Serializable {

  /** The effect of a whole file that was counted by other means. */
  static RangeEffect ofWholeFile(long records) {
    return new RangeEffect(new byte[] {Automaton.RECORD_START}, new long[] {records});
  }
}
