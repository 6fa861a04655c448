package spanglue.benchmarks.speed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Where a job's time went, as it tells itself in its run document. */
final class StageTable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Actions that take less are told together. */
  private static final double LEAST_SECONDS = 0.5;

  private StageTable() {}

  /** A job's actions, the longest first, and what is in none. */
  static String of(String job, Path document) throws IOException {
    JsonNode run = MAPPER.readTree(document.toFile());
    StringBuilder table = new StringBuilder(head(job));
    List<JsonNode> actions = new ArrayList<>();
    run.get("actions").forEach(actions::add);
    actions.sort(Comparator.comparingDouble(StageTable::seconds).reversed());
    double others = 0;
    double othersCpu = 0;
    double all = 0;
    for (JsonNode action : actions) {
      double cpu = cpuSeconds(action);
      all += seconds(action);
      if (seconds(action) < LEAST_SECONDS) {
        others += seconds(action);
        othersCpu += cpu;
      } else {
        table.append(line("`" + action.get("name").asText() + "`", seconds(action), cpu));
      }
    }
    table.append(line("actions of less than " + LEAST_SECONDS + " s", others, othersCpu));
    double wall = run.get("time").get("wall_ms").asDouble() / 1000;
    table.append(line("start, planning, end: in no action", Math.max(0, wall - all), 0));
    return table.append(line("**all**", wall, cpuSeconds(run))).toString();
  }

  private static String head(String job) {
    return "| " + job + " | s | processor s of its tasks |\n|---|---|---|\n";
  }

  private static String line(String name, double seconds, double cpu) {
    return String.format(Locale.ROOT, "| %s | %.1f | %.1f |%n", name, seconds, cpu);
  }

  private static double seconds(JsonNode action) {
    return (action.get("end_ms").asDouble() - action.get("start_ms").asDouble()) / 1000;
  }

  private static double cpuSeconds(JsonNode part) {
    return part.get("totals").path("cpu_ms").asDouble() / 1000;
  }
}
