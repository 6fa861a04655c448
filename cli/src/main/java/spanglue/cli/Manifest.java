package spanglue.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import spanglue.cli.process.Json;

/**
 * What the cleaning job says of a run's rows.
 *
 * @param json empty where it has written none
 */
record Manifest(JsonNode json) {
  static final Manifest NONE = new Manifest(Json.object());

  /** What the manifest has beside the rows. */
  private static final List<String> COUNTS =
      List.of("imputed", "imputed_dates", "unreadable", "rejected_lines");

  /** Where a run's is, in its bucket. */
  static String key(String runId) {
    return "cleaned/run_id=" + runId + "/_MANIFEST.json";
  }

  /**
   * The counts: read, cleaned, duplicate, rejected, imputed; what could not be read, of imputed
   * dates why, and rejected records that span several lines.
   */
  JsonNode rows() {
    ObjectNode rows = Json.object();
    if (!json.isEmpty()) {
      json.path("rows").forEachEntry(rows::set);
      COUNTS.forEach(name -> rows.set(name, json.path(name)));
    }
    return rows;
  }

  /** What the input's text is in; empty where there is no manifest. */
  String encoding() {
    return json.path("encoding").asText("");
  }
}
