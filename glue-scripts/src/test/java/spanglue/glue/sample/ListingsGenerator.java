package spanglue.glue.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes listings of New York that nobody offers, with every defect that the cleaning handles. The
 * same seed and count give the same listings, and the same bytes of a file, on every machine.
 *
 * <p>As a program: {@code ListingsGenerator FILE [COUNT [SEED]]} writes a CSV file.
 */
public final class ListingsGenerator {
  /** How many listings the shipped sample has. */
  public static final int SAMPLE_COUNT = 5_000;

  /** The shipped sample's seed. */
  public static final long SAMPLE_SEED = 20_221_005;

  private ListingsGenerator() {}

  /**
   * Listings in the order of their ids, duplicates excepted, which have ids of their own kind.
   *
   * @param seed decides everything that is random
   * @param count how many listings; each defect is in one of them at least
   * @throws IllegalArgumentException where they are too few for all the defects
   */
  public static List<Listing> listings(long seed, int count) {
    Dice dice = new Dice(seed);
    List<Listing> listings = PlainListings.make(count, dice);
    Duplicates.put(listings, dice);
    listings.get(count - 1).put(Defects.CUT_OFF);
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
    Files.write(Path.of(args[0]), SampleFiles.csv(listings(seed, count), CsvFormat.PLAIN));
  }
}
