package spanglue.glue.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import spanglue.glue.GoodListing;

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
    fields.putAll(GoodListing.numbered(listings, columnsAndTexts));
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
