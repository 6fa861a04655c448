package spanglue.glue.sample;

import java.util.List;

/**
 * Listings whose prices are put together from digits, commas, points, spaces and signs: some are
 * numbers, most are not.
 */
public final class OddPrices {
  private static final List<String> PARTS =
      List.of("0", "7", "12", "060", "999", ",", ",000", ",125", ".", "$", " ", "\u00a0", "\u202f");
  private static final List<String> ENDS = List.of("", "", ".5", ".005", ",00", "e1", "E-1", " ");

  private OddPrices() {}

  /** The same seed and count give the same listings. */
  public static List<Listing> listings(long seed, int count) {
    Dice dice = new Dice(seed);
    List<Listing> listings = PlainListings.make(count, PlainListings.FIRST_ID, dice);
    listings.forEach(listing -> listing.set(Column.PRICE, price(dice)));
    return listings;
  }

  private static String price(Dice dice) {
    StringBuilder price = new StringBuilder(dice.percent(10) ? "-" : "");
    for (int parts = dice.between(1, 4); parts > 0; parts--) {
      price.append(dice.oneOf(PARTS));
    }
    return price.append(dice.oneOf(ENDS)).toString();
  }
}
