package spanglue.glue.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Inputs of a few listings, each right in every column but for what a test says of it. */
final class TinyInput {
  static final LocalDate RUN_DATE = LocalDate.of(2022, 10, 5);

  private final Path dir;
  private final StringBuilder lines = new StringBuilder();
  private int listings;

  TinyInput(Path dir) {
    this.dir = dir;
    lines.append(String.join(",", ListingColumns.ALL)).append('\n');
  }

  /** Adds a listing of its own id (1, 2, ..), host and place; then pairs of column and text. */
  TinyInput with(String... columnsAndTexts) {
    listings++;
    Map<String, String> fields = new LinkedHashMap<>();
    ListingColumns.ALL.forEach(column -> fields.put(column, ""));
    fields.put("id", String.valueOf(listings));
    fields.put("host_name", "Host " + listings);
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
    for (int i = 0; i < columnsAndTexts.length; i += 2) {
      fields.put(columnsAndTexts[i], columnsAndTexts[i + 1]);
    }
    lines
        .append(
            fields.values().stream()
                .map(text -> "\"" + text.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining(",")))
        .append('\n');
    return this;
  }

  OracleResult run() throws IOException, SQLException {
    return run(dir, "tiny.csv", lines.toString());
  }

  static OracleResult run(Path dir, String name, String text) throws IOException, SQLException {
    return Oracle.run(Files.writeString(dir.resolve(name), text), RUN_DATE);
  }
}
