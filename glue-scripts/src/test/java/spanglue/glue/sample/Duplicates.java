package spanglue.glue.sample;

import static spanglue.glue.sample.Column.*;

import java.util.List;

/** Makes listings into duplicates of earlier ones: the same host name, place and price. */
final class Duplicates {
  static final String HIGHER_ID = "duplicate with a higher id";
  static final String LOWER_ID = "duplicate with a lower id";
  static final String EQUAL_ID = "duplicate with an equal id";
  static final String THIRD = "third of a group of duplicates";
  static final String NO_HOST = "duplicate without a host name";
  static final String OTHER_SPELLING = "duplicate whose price and latitude are spelled otherwise";
  static final String OF_A_REJECT = "would be a duplicate of a rejected listing";
  static final String KEPT = "has a duplicate";

  /** The kinds of listings that {@link #put} makes. */
  static final List<String> KINDS =
      List.of(HIGHER_ID, LOWER_ID, EQUAL_ID, THIRD, NO_HOST, OTHER_SPELLING, OF_A_REJECT);

  private Duplicates() {}

  /** One group in 200 listings, of each kind in turn, and one of each at least. */
  static void put(List<Listing> listings, Dice dice) {
    int groups = Math.max(KINDS.size(), listings.size() / 200);
    int apart = (listings.size() - 1) / groups;
    if (apart < 3) {
      throw new IllegalArgumentException(
          "%d listings are too few for every kind of duplicate; at least %d are needed"
              .formatted(listings.size(), 3 * KINDS.size() + 1));
    }
    for (int group = 0; group < groups; group++) {
      int first = group * apart;
      Listing kept = listings.get(first);
      int second = first + dice.between(1, apart - 2);
      duplicate(kept, listings.get(second), KINDS.get(group % KINDS.size()));
      if (KINDS.get(group % KINDS.size()).equals(THIRD)) {
        duplicate(kept, listings.get(second + 1), EQUAL_ID);
      }
    }
  }

  private static void duplicate(Listing first, Listing second, String kind) {
    if (kind.equals(NO_HOST)) {
      first.set(HOST_NAME, "");
    }
    for (Column column : List.of(HOST_NAME, LAT, LONG, PRICE)) {
      second.set(column, first.get(column));
    }
    switch (kind) {
      case LOWER_ID -> {
        String id = first.get(ID);
        first.set(ID, second.get(ID));
        second.set(ID, id);
      }
      case EQUAL_ID -> second.set(ID, first.get(ID));
      case OTHER_SPELLING ->
          second
              .set(PRICE, first.get(PRICE).replaceAll("[$, ]", "") + ".004")
              .set(LAT, first.get(LAT) + "0e0");
      case OF_A_REJECT -> first.set(MINIMUM_NIGHTS, "1000");
      default -> {}
    }
    first.duplicate(KEPT);
    second.duplicate(kind);
  }
}
