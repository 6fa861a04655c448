package spanglue.glue.read;

import java.io.Serializable;

/**
 * What a reader of a range must know of the text before it.
 *
 * @param state the automaton's state at the range's start
 * @param recordsBefore how many records end before the range, a CSV's header among them
 */
record RangeBounds(ByteRange range, int state, long recordsBefore) implements Serializable {}
