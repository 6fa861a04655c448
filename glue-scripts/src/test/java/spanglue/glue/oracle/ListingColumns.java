package spanglue.glue.oracle;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The 26 columns of the listings' header under their standard names, written down a second time.
 */
final class ListingColumns {
  /** All columns in the order of the header. */
  static final List<String> ALL =
      List.of(
          "id",
          "name",
          "host_id",
          "host_identity_verified",
          "host_name",
          "neighbourhood_group",
          "neighbourhood",
          "lat",
          "long",
          "country",
          "country_code",
          "instant_bookable",
          "cancellation_policy",
          "room_type",
          "construction_year",
          "price",
          "service_fee",
          "minimum_nights",
          "number_of_reviews",
          "last_review",
          "reviews_per_month",
          "review_rate_number",
          "calculated_host_listings_count",
          "availability_365",
          "house_rules",
          "license");

  /** The columns that are dropped and may be absent. */
  static final List<String> DROPPED =
      List.of("host_id", "country_code", "license", "availability_365");

  /** The columns that an input must have. */
  static final List<String> NEEDED = ALL.stream().filter(c -> !DROPPED.contains(c)).toList();

  private static final Map<String, String> ALIASES =
      Map.of(
          "latitude", "lat",
          "longitude", "long",
          "lng", "long",
          "neighborhood", "neighbourhood",
          "neighborhood_group", "neighbourhood_group");

  private ListingColumns() {}

  /**
   * Trimmed, in lower case, runs of space, hyphen and point as one underscore, aliases resolved.
   */
  static String standardName(String written) {
    String name = written.trim().toLowerCase(Locale.ROOT).replaceAll("[ .-]+", "_");
    return ALIASES.getOrDefault(name, name);
  }
}
