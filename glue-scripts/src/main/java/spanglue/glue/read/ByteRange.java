package spanglue.glue.read;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

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
