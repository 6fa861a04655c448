package spanglue.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  boolean succeeded() {
    return cause == null;
  }

  Manifest manifest() {
    Path manifest = folder.inBucket(Manifest.key(folder.runId()));
    if (!Files.exists(manifest)) {
      return Manifest.NONE;
    }
    try {
      return new Manifest(Json.read(Files.readString(manifest)));
    } catch (IOException e) {
      throw new LocalException(manifest + " cannot be read: " + e, e);
    }
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
    Manifest manifest = manifest();
    json.set("rows", manifest.rows());
    if (!manifest.encoding().isEmpty()) {
      json.put("encoding", manifest.encoding());
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
