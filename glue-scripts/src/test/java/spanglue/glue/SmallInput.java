package spanglue.glue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import spanglue.glue.columns.Columns;

/** Uploads of a few listings, with ids and hosts of their own: 1, 2, .. */
final class SmallInput {
  private final List<Map<String, String>> listings = new ArrayList<>();

  /** Adds a good listing but for these pairs of column and text. */
  SmallInput with(String... columnsAndTexts) {
    listings.add(GoodListing.numbered(listings.size() + 1, columnsAndTexts));
    return this;
  }

  /** With a header; a text is quoted where it has a comma. */
  String csv() {
    return header(Columns.NEEDED)
        + listings.stream().map(listing -> line(listing.values())).collect(Collectors.joining());
  }

  static String header(List<String> columns) {
    return line(columns);
  }

  /** One object a line; what is empty is left out, as many writers do. */
  String jsonLines() throws JsonProcessingException {
    StringBuilder lines = new StringBuilder();
    for (Map<String, String> listing : listings) {
      listing.values().removeIf(String::isEmpty);
      lines.append(new ObjectMapper().writeValueAsString(listing)).append('\n');
    }
    return lines.toString();
  }

  /** Puts a text into the bucket's {@code input/}; returns the key. */
  static String upload(Path bucket, String name, String text) throws IOException {
    Files.writeString(Files.createDirectories(bucket.resolve("input")).resolve(name), text);
    return "input/" + name;
  }

  private static String line(Iterable<String> fields) {
    List<String> quoted = new ArrayList<>();
    fields.forEach(text -> quoted.add(text.contains(",") ? '"' + text + '"' : text));
    return String.join(",", quoted) + "\n";
  }
}
