package spanglue.glue;

import java.util.LinkedHashMap;
import java.util.Map;
import spanglue.glue.columns.Columns;

/** The texts of a listing that no rule refuses, but for what a test says of it. */
public final class GoodListing {
  private GoodListing() {}

  /** One with an id and a host of its own. */
  public static Map<String, String> numbered(int number, String... columnsAndTexts) {
    Map<String, String> fields = with("id", "" + number, "host_name", "Host " + number);
    put(fields, columnsAndTexts);
    return fields;
  }

  /** By column, in the order of the header; pairs of column and text are what is different. */
  public static Map<String, String> with(String... columnsAndTexts) {
    Map<String, String> fields = new LinkedHashMap<>();
    Columns.NEEDED.forEach(column -> fields.put(column, ""));
    fields.put("id", "1");
    fields.put("host_name", "Ada");
    fields.put("neighbourhood_group", "Brooklyn");
    fields.put("neighbourhood", "Millbank");
    fields.put("lat", "40.5");
    fields.put("long", "-73.5");
    fields.put("room_type", "Private room");
    fields.put("construction_year", "2010");
    fields.put("price", "$100 ");
    fields.put("service_fee", "$20 ");
    fields.put("minimum_nights", "2");
    fields.put("number_of_reviews", "9");
    fields.put("last_review", "1/2/2020");
    fields.put("reviews_per_month", "0.25");
    fields.put("review_rate_number", "4");
    fields.put("calculated_host_listings_count", "1");
    put(fields, columnsAndTexts);
    return fields;
  }

  private static void put(Map<String, String> fields, String... columnsAndTexts) {
    for (int i = 0; i < columnsAndTexts.length; i += 2) {
      fields.put(columnsAndTexts[i], columnsAndTexts[i + 1]);
    }
  }
}
