package spanglue.glue.read;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a file's records begin, and how many there are: what {@link RecordFile#findBounds} found.
 *
 * @param ranges the parts of the file that are read in parallel, in order
 * @param count the data records: a CSV's header is none
 */
public record RecordBounds(List<RangeBounds> ranges, long count) {

  /**
   * Composes the effects of a file's ranges, in order, from its first state to its end.
   *
   * @param headers the records that are no data: 1 for CSV, 0 for JSON
   */
  static RecordBounds compose(List<ByteRange> ranges, List<RangeEffect> effects, int headers) {
    List<RangeBounds> bounds = new ArrayList<>(ranges.size());
    int state = Automaton.RECORD_START;
    long records = 0;
    for (int i = 0; i < ranges.size(); i++) {
      bounds.add(new RangeBounds(ranges.get(i), state, records));
      records += effects.get(i).recordsEnded()[state];
      state = effects.get(i).endState()[state];
    }
    if (Automaton.endsRecord(state)) {
      records++;
    }
    return new RecordBounds(List.copyOf(bounds), records - headers);
  }
}
