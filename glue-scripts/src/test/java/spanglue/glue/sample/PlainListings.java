package spanglue.glue.sample;

import static spanglue.glue.sample.Column.*;

import java.util.ArrayList;
import java.util.List;

/** Makes listings as they should be, though spelled as the public data spells them. */
final class PlainListings {
  /** The id behind which those of a file begin. */
  static final long FIRST_ID = 7_300_000;

  private static final List<Integer> NIGHTS = List.of(1, 1, 2, 2, 2, 3, 3, 4, 5, 7, 14, 30, 30, 90);

  private PlainListings() {}

  /** Ids grow from listing to listing, with gaps, from behind one. */
  static List<Listing> make(int count, long afterId, Dice dice) {
    List<Listing> listings = new ArrayList<>();
    long id = afterId;
    for (int i = 0; i < count; i++) {
      id += dice.between(2, 900);
      listings.add(listing(id, dice));
    }
    return listings;
  }

  private static Listing listing(long id, Dice dice) {
    Places.Place place = Places.any(dice);
    int year = dice.between(2003, 2022);
    int price = dice.between(50, 1200);
    int reviews = dice.percent(12) ? 0 : dice.between(1, dice.percent(80) ? 60 : 420);
    Listing listing =
        new Listing()
            .set(ID, String.valueOf(id))
            .set(NAME, Phrases.name(dice))
            .set(HOST_ID, dice.between(10, 98) + digits(dice.between(0, 999_999_999), 9))
            .set(HOST_IDENTITY_VERIFIED, dice.percent(50) ? "verified" : "unconfirmed")
            .set(HOST_NAME, dice.oneOf(Phrases.HOSTS))
            .set(NEIGHBOURHOOD_GROUP, place.group())
            .set(NEIGHBOURHOOD, place.neighbourhood())
            .set(LAT, degrees(place.lat() + dice.between(-1100, 1100)))
            .set(LONG, degrees(place.lon() + dice.between(-1100, 1100)))
            .set(COUNTRY, "United States")
            .set(COUNTRY_CODE, "US")
            .set(INSTANT_BOOKABLE, dice.percent(50) ? "TRUE" : "FALSE")
            .set(CANCELLATION_POLICY, dice.oneOf(List.of("strict", "moderate", "flexible")))
            .set(ROOM_TYPE, roomType(dice))
            .set(CONSTRUCTION_YEAR, String.valueOf(year))
            .set(PRICE, dollars(price))
            .set(SERVICE_FEE, dollars((price + 2) / 5))
            .set(MINIMUM_NIGHTS, String.valueOf(dice.oneOf(NIGHTS)))
            .set(NUMBER_OF_REVIEWS, String.valueOf(reviews))
            .set(REVIEW_RATE_NUMBER, String.valueOf(dice.between(1, 5)))
            .set(CALCULATED_HOST_LISTINGS_COUNT, String.valueOf(hostListings(dice)))
            .set(AVAILABILITY_365, String.valueOf(dice.between(0, 365)))
            .set(HOUSE_RULES, dice.percent(55) ? Phrases.rules(dice) : "");
    if (reviews > 0) {
      int reviewed = Math.max(year, 2012) + dice.between(0, 2022 - Math.max(year, 2012));
      listing
          .set(LAST_REVIEW, dice.between(1, 12) + "/" + dice.between(1, 28) + "/" + reviewed)
          .set(REVIEWS_PER_MONTH, decimal(dice.between(1, dice.percent(70) ? 150 : 900)));
    }
    return listing;
  }

  private static int hostListings(Dice dice) {
    return dice.percent(60) ? 1 : dice.between(2, dice.percent(85) ? 6 : 80);
  }

  private static String roomType(Dice dice) {
    int chance = dice.between(1, 100);
    return chance <= 54
        ? "Entire home/apt"
        : chance <= 96 ? "Private room" : chance <= 99 ? "Shared room" : "Hotel room";
  }

  /** {@code $1,125 }, with the space behind. */
  static String dollars(int amount) {
    return amount < 1000
        ? "$" + amount + " "
        : "$" + amount / 1000 + "," + digits(amount % 1000, 3) + " ";
  }

  private static String degrees(int hundredThousandths) {
    int size = Math.abs(hundredThousandths);
    return (hundredThousandths < 0 ? "-" : "") + size / 100_000 + "." + digits(size % 100_000, 5);
  }

  private static String decimal(int hundredths) {
    return hundredths / 100 + "." + digits(hundredths % 100, 2);
  }

  private static String digits(int number, int width) {
    String text = String.valueOf(number);
    return "0".repeat(width - text.length()) + text;
  }
}
