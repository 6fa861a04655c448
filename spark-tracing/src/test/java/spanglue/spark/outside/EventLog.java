package spanglue.spark.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What Spark's own event log says of an application's actions and of the stages that ran. */
final class EventLog {
  private static final String SQL = "org.apache.spark.sql.execution.ui.SparkListenerSQLExecution";

  private final Map<Long, Long> roots = new HashMap<>();
  private final Map<Integer, Integer> jobOfStage = new HashMap<>();
  private final Map<String, String> actionOfStage = new HashMap<>();
  private final Map<String, Long> starts = new TreeMap<>();
  private final Map<String, Interval> actions = new TreeMap<>();
  private final Map<String, Set<StageRun>> stages = new TreeMap<>();

  /** Reads the one file in {@code folder}. */
  static EventLog in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.filter(file -> !file.toString().endsWith(".crc")).toList();
      if (found.size() != 1) {
        throw new AssertionError("expected one event log, found " + found);
      }
      EventLog log = new EventLog();
      ObjectMapper json = new ObjectMapper();
      for (String line : Files.readAllLines(found.get(0))) {
        log.add(json.readTree(line));
      }
      return log;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The interval of each action: {@code execution <id>} for a root SQL execution, {@code job <id>}
   * for a job outside any.
   */
  Map<String, Interval> actions() {
    return actions;
  }

  /** The stage attempts that ran, by action. */
  Map<String, Set<StageRun>> stages() {
    return stages;
  }

  private void add(JsonNode event) {
    switch (event.get("Event").asText()) {
      case SQL + "Start" -> {
        long id = event.get("executionId").asLong();
        JsonNode root = event.path("rootExecutionId");
        roots.put(id, root.isNumber() ? root.asLong() : id);
        if (roots.get(id) == id) {
          starts.put("execution " + id, event.get("time").asLong());
        }
      }
      case SQL + "End" -> end("execution " + event.get("executionId"), event.get("time"));
      case "SparkListenerJobStart" -> {
        int job = event.get("Job ID").asInt();
        event.get("Stage IDs").forEach(stage -> jobOfStage.putIfAbsent(stage.asInt(), job));
        if (!event.get("Properties").has("spark.sql.execution.id")) {
          starts.put("job " + job, event.get("Submission Time").asLong());
        }
      }
      case "SparkListenerJobEnd" -> end("job " + event.get("Job ID"), event.get("Completion Time"));
      case "SparkListenerStageSubmitted" -> submitted(event);
      case "SparkListenerStageCompleted" -> completed(event.get("Stage Info"));
      default -> {}
    }
  }

  private void end(String action, JsonNode time) {
    Long start = starts.get(action);
    if (start != null) {
      actions.put(action, new Interval(start, time.asLong()));
    }
  }

  private void submitted(JsonNode event) {
    JsonNode stage = event.get("Stage Info");
    JsonNode execution = event.get("Properties").get("spark.sql.execution.id");
    String action =
        execution == null
            ? "job " + jobOfStage.get(stage.get("Stage ID").asInt())
            : "execution " + roots.get(execution.asLong());
    actionOfStage.put(name(stage), action);
  }

  private void completed(JsonNode stage) {
    Interval interval =
        new Interval(stage.get("Submission Time").asLong(), stage.get("Completion Time").asLong());
    stages
        .computeIfAbsent(actionOfStage.get(name(stage)), action -> new TreeSet<>())
        .add(new StageRun(name(stage), interval));
  }

  private static String name(JsonNode stage) {
    int attempt = stage.get("Stage Attempt ID").asInt();
    return "stage " + stage.get("Stage ID") + (attempt == 0 ? "" : " attempt " + attempt);
  }
}
