package spanglue.cli.upload;

import java.util.List;
import java.util.stream.IntStream;

/** How a file is cut: the same for the same size, so that a later try finds its parts again. */
final class Parts {
  private static final int MIB = 1024 * 1024;

  /** What S3 takes at most. */
  private static final int MOST = 10_000;

  /** S3 takes no smaller parts than 5 MiB. */
  static final int SMALLEST = 8 * MIB;

  private Parts() {}

  /**
   * A part.
   *
   * @param number from 1
   */
  record Part(int number, long offset, int length) {}

  /** One part, empty, of an empty file. */
  static List<Part> of(long size) {
    long length = Math.max(SMALLEST, roundedUp((size + MOST - 1) / MOST));
    int count = (int) Math.max(1, (size + length - 1) / length);
    return IntStream.range(0, count)
        .mapToObj(n -> new Part(n + 1, n * length, (int) Math.min(length, size - n * length)))
        .toList();
  }

  private static long roundedUp(long bytes) {
    return (bytes + MIB - 1) / MIB * MIB;
  }
}
