package spanglue.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import spanglue.cli.process.Json;
import spanglue.cli.process.LocalException;

/**
 * How a run went: what {@code run.json} holds and the terminal shows.
 *
 * @param cause why it failed, in one line; null where it succeeded
 * @param seconds by part
 * @param figures of the run's trace
 */
record RunSummary(
    RunFolder folder, @Nullable String cause, Map<String, Double> seconds, TraceFigures figures) {
  /** What the jobs write, by name. */
  private static final Map<String, String> OUTPUTS =
      new TreeMap<>(
          Map.of(
              "cleaned", "cleaned/run_id=%s/",
              "duplicates", "duplicates/run_id=%s/",
              "listings", "processed/run_id=%s/listings/",
              "rejected", "rejected/run_id=%s/",
              "summary", "processed/run_id=%s/summary/"));

  /** What the manifest has beside the rows. */
  private static final List<String> COUNTS =
      List.of("imputed", "imputed_dates", "unreadable", "rejected_lines");

  boolean succeeded() {
    return cause == null;
  }

  /**
   * The counts of the cleaning job's manifest: read, cleaned, duplicate, rejected, imputed; what
   * could not be read, of imputed dates why, and rejected records that span several lines.
   */
  JsonNode rows() {
    JsonNode json = manifest();
    ObjectNode rows = Json.object();
    if (!json.isEmpty()) {
      json.path("rows").forEachEntry(rows::set);
      COUNTS.forEach(name -> rows.set(name, json.path(name)));
    }
    return rows;
  }

  private JsonNode manifest() {
    Path manifest = folder.inBucket("cleaned/run_id=" + folder.runId()).resolve("_MANIFEST.json");
    if (!Files.exists(manifest)) {
      return Json.object();
    }
    try {
      return Json.read(Files.readString(manifest));
    } catch (IOException e) {
      throw new LocalException(manifest + " cannot be read: " + e, e);
    }
  }

  /** What the input's text is in, by the manifest; empty where there is none. */
  String encoding() {
    return manifest().path("encoding").asText("");
  }

  ObjectNode outputs() {
    ObjectNode outputs = Json.object();
    OUTPUTS.forEach(
        (name, prefix) -> {
          String of = String.format(prefix, folder.runId());
          if (Files.exists(folder.inBucket(of))) {
            outputs.put(name, of);
          }
        });
    return outputs;
  }

  /** What {@code run.json} holds. */
  ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("run_id", folder.runId());
    json.put("status", succeeded() ? "SUCCEEDED" : "FAILED");
    if (cause != null) {
      json.put("cause", cause);
    }
    json.set("rows", rows());
    if (!encoding().isEmpty()) {
      json.put("encoding", encoding());
    }
    ObjectNode times = json.putObject("seconds");
    seconds.forEach(times::put);
    TraceFigures.SlowestAction slowest = figures.slowestAction();
    if (slowest != null) {
      json.put("slowest_action", slowest.name());
    }
    figures.findings().forEach(json.putArray("findings")::add);
    json.put("trace_id", folder.traceId());
    json.set("outputs", outputs());
    return json;
  }

  void write() {
    Path file = folder.path().resolve("run.json");
    try {
      Files.writeString(file, Json.pretty(toJson()));
    } catch (IOException e) {
      throw new LocalException(file + " cannot be written: " + e, e);
    }
  }
}
