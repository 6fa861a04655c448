package spanglue.glue.sample;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes listings of New York that nobody offers, with every defect that the cleaning handles. The
 * same seed and count give the same listings, and the same bytes of a file, on every machine.
 *
 * <p>As a program: {@code ListingsGenerator FILE [COUNT [SEED]]} writes a CSV file, of any size in
 * the same memory.
 */
public final class ListingsGenerator {
  /** How many listings the shipped sample has. */
  public static final int SAMPLE_COUNT = 5_000;

  /** The shipped sample's seed. */
  public static final long SAMPLE_SEED = 20_221_005;

  /** So many are made at once for a file; the ids of so many are less than the other apart. */
  private static final int BLOCK = 100_000;

  private static final long BLOCK_IDS = 100_000_000;

  private ListingsGenerator() {}

  /**
   * Listings in the order of their ids, duplicates excepted, which have ids of their own kind.
   *
   * @param seed decides everything that is random
   * @param count how many listings; each defect is in one of them at least
   * @throws IllegalArgumentException where they are too few for all the defects
   */
  public static List<Listing> listings(long seed, int count) {
    return listings(seed, count, PlainListings.FIRST_ID, true);
  }

  private static List<Listing> listings(long seed, int count, long afterId, boolean last) {
    Dice dice = new Dice(seed);
    List<Listing> listings = PlainListings.make(count, afterId, dice);
    Duplicates.put(listings, dice);
    if (last) {
      listings.get(count - 1).put(Defects.CUT_OFF);
    }
    for (Defect defect : Defects.ALL) {
      long times = Math.max(1, (long) count * defect.perTenThousand() / 10_000);
      for (long i = 0; i < times; i++) {
        takerOf(defect, listings, dice).put(defect);
      }
    }
    return listings;
  }

  private static Listing takerOf(Defect defect, List<Listing> listings, Dice dice) {
    for (int tries = 0; tries < 10_000; tries++) {
      Listing listing = dice.oneOf(listings);
      if (listing.takes(defect)) {
        return listing;
      }
    }
    throw new IllegalArgumentException(
        "%d listings are too few for the defect '%s'; take at least 1000"
            .formatted(listings.size(), defect.name()));
  }

  /** Writes a CSV file. */
  public static void main(String[] args) throws IOException {
    if (args.length < 1 || args.length > 3) {
      throw new IllegalArgumentException("expected: FILE [COUNT [SEED]]");
    }
    int count = args.length > 1 ? Integer.parseInt(args[1]) : SAMPLE_COUNT;
    long seed = args.length > 2 ? Long.parseLong(args[2]) : SAMPLE_SEED;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(args[0])))) {
      write(out, seed, count, BLOCK);
    }
  }

  /**
   * Block after block, each of a seed and ids of its own; the file's end is cut off, no block's.
   */
  static void write(OutputStream out, long seed, int count, int atOnce) throws IOException {
    int written = 0;
    for (int block = 0; written < count; block++) {
      int left = count - written;
      boolean last = left < 2 * atOnce;
      int size = last ? left : atOnce;
      long afterId = PlainListings.FIRST_ID + block * BLOCK_IDS;
      byte[] csv = SampleFiles.csv(listings(seed + block, size, afterId, last), CsvFormat.PLAIN);
      int start = block == 0 ? 0 : headerLength(csv);
      out.write(csv, start, csv.length - start);
      written += size;
    }
  }

  private static int headerLength(byte[] csv) {
    int at = 0;
    while (csv[at] != '\n') {
      at++;
    }
    return at + 1;
  }
}
