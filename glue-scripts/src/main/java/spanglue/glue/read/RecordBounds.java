package spanglue.glue.read;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a file's records begin, and how many there are: what {@link RecordFile#findBounds} found.
 *
 * @param ranges the parts of the file that are read in parallel, in order
 * @param count the data records: a CSV's header is none
 * @param encoding what the file's text is in: UTF-8 where all its bytes are (but for a character
 *     that the file's end cuts off), else Windows-1252
 */
public record RecordBounds(List<Range> ranges, long count, RecordEncoding encoding) {
  /**
   * A range of a file's (decompressed) bytes.
   *
   * @param end the first byte after it; {@link Long#MAX_VALUE} = the end of the file
   */
  record ByteRange(long start, long end) implements Serializable {

    static ByteRange from(long start) {
      return new ByteRange(start, Long.MAX_VALUE);
    }

    /** Cuts [start, end) into ranges of {@code size} bytes, the last one shorter. */
    static List<ByteRange> cut(long start, long end, long size) {
      List<ByteRange> ranges = new ArrayList<>();
      for (long at = start; at < end; at += size) {
        ranges.add(new ByteRange(at, Math.min(end, at + size)));
      }
      return ranges;
    }

    long length() {
      return end - start;
    }
  }

  /**
   * A range, and what its reader must know of the text before it.
   *
   * @param state the automaton's state at the range's start
   * @param recordsBefore how many records end before the range, a CSV's header among them
   */
  record Range(ByteRange bytes, int state, long recordsBefore) implements Serializable {}

  /**
   * Composes the effects of a file's ranges, in order, from its first state to its end.
   *
   * @param headers the records that are no data: 1 for CSV, 0 for JSON
   */
  static RecordBounds compose(List<ByteRange> ranges, List<RangeScan.Effect> effects, int headers) {
    List<Range> bounds = new ArrayList<>(ranges.size());
    int state = Automaton.RECORD_START;
    byte utf8 = Utf8Check.CHARACTER_START;
    long records = 0;
    for (int i = 0; i < ranges.size(); i++) {
      bounds.add(new Range(ranges.get(i), state, records));
      records += effects.get(i).recordsEnded()[state];
      state = effects.get(i).endState()[state];
      utf8 = effects.get(i).utf8()[utf8];
    }
    if (Automaton.endsRecord(state)) {
      records++;
    }
    return new RecordBounds(
        List.copyOf(bounds),
        records - headers,
        utf8 == Utf8Check.WRONG ? RecordEncoding.WINDOWS_1252 : RecordEncoding.UTF_8);
  }

  /** The ranges as an option, some 30 bytes each; {@link #rangesOf} takes them back. */
  String rangesAsText() {
    return ranges.stream()
        .map(
            range ->
                range.bytes().start()
                    + ":"
                    + range.bytes().end()
                    + ":"
                    + range.state()
                    + ":"
                    + range.recordsBefore())
        .collect(Collectors.joining(","));
  }

  static List<Range> rangesOf(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(range -> range.split(":", -1))
        .map(
            parts ->
                new Range(
                    new ByteRange(Long.parseLong(parts[0]), Long.parseLong(parts[1])),
                    Integer.parseInt(parts[2]),
                    Long.parseLong(parts[3])))
        .toList();
  }
}
