package spanglue.glue.read;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import spanglue.glue.read.RecordBounds.ByteRange;

/** Random texts of what is awkward in records, from a seed. */
final class RandomText {
  private final Random random;

  RandomText(long seed) {
    random = new Random(seed);
  }

  /** At most {@code most} of the pieces, one after the other. */
  String of(List<String> pieces, int most) {
    return Stream.generate(() -> pieces.get(random.nextInt(pieces.size())))
        .limit(random.nextInt(most + 1))
        .collect(Collectors.joining());
  }

  /** Cuts [start, end) at up to {@code most} random places. */
  List<ByteRange> cut(long start, long end, int most) {
    TreeSet<Long> cuts = new TreeSet<>(List.of(start, end));
    int count = random.nextInt(most + 1);
    for (int i = 0; i < count && end > start; i++) {
      cuts.add(start + random.nextInt((int) (end - start)));
    }
    return cuts.headSet(end).stream().map(cut -> new ByteRange(cut, cuts.higher(cut))).toList();
  }
}
