package spanglue.glue.sample;

/** The 26 columns of the listings' header, in its order and its spelling. */
public enum Column {
  ID("id"),
  NAME("NAME"),
  HOST_ID("host id"),
  HOST_IDENTITY_VERIFIED("host_identity_verified"),
  HOST_NAME("host name"),
  NEIGHBOURHOOD_GROUP("neighbourhood group"),
  NEIGHBOURHOOD("neighbourhood"),
  LAT("lat"),
  LONG("long"),
  COUNTRY("country"),
  COUNTRY_CODE("country code"),
  INSTANT_BOOKABLE("instant_bookable"),
  CANCELLATION_POLICY("cancellation_policy"),
  ROOM_TYPE("room type"),
  CONSTRUCTION_YEAR("Construction year"),
  PRICE("price"),
  SERVICE_FEE("service fee"),
  MINIMUM_NIGHTS("minimum nights"),
  NUMBER_OF_REVIEWS("number of reviews"),
  LAST_REVIEW("last review"),
  REVIEWS_PER_MONTH("reviews per month"),
  REVIEW_RATE_NUMBER("review rate number"),
  CALCULATED_HOST_LISTINGS_COUNT("calculated host listings count"),
  AVAILABILITY_365("availability 365"),
  HOUSE_RULES("house_rules"),
  LICENSE("license");

  private final String header;

  Column(String header) {
    this.header = header;
  }

  /** The column's name as the header spells it. */
  public String header() {
    return header;
  }
}
