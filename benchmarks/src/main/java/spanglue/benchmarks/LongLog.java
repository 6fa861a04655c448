package spanglue.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a long event log of a real one: what the application did, again and again, each time as
 * jobs, stages, tasks and queries of new numbers, and later. So it is the log of one long run, in
 * which nothing ends twice.
 */
final class LongLog {
  /** Milliseconds since the epoch, wherever they stand. */
  private static final String TIME = "\\b1\\d{12}\\b";

  private static final List<String> NUMBERED =
      List.of(
          "\"Job ID\":",
          "\"Stage ID\":",
          "\"Task ID\":",
          "\"executionId\":",
          "\"rootExecutionId\":",
          "\"spark.sql.execution.id\":\"",
          "\"spark.sql.execution.root.id\":\"");

  private static final Pattern MOVED =
      Pattern.compile(
          "(?<=(" + String.join("|", NUMBERED) + "))\\d+|(?<=\"Stage IDs\":\\[)[\\d,]+|" + TIME);

  /** A number of a line, and which counter it is of. */
  private record Moved(String before, Kind kind, List<Long> values) {}

  private record Line(List<Moved> parts, String rest) {}

  private enum Kind {
    JOB,
    STAGE,
    TASK,
    EXECUTION,
    TIME
  }

  private final List<String> head = new ArrayList<>();
  private final List<Line> body = new ArrayList<>();
  private final Map<Kind, Long> step = new LinkedHashMap<>();
  private Line end = new Line(List.of(), "");

  private LongLog() {}

  /**
   * Writes a log of at least so many bytes.
   *
   * @param real the plain log of an application that ended
   */
  static void make(Path real, Path log, long bytes) throws IOException {
    LongLog made = new LongLog();
    made.read(real);
    made.write(log, bytes);
  }

  private void read(Path real) throws IOException {
    long first = Long.MAX_VALUE;
    Map<Kind, Long> most = new LinkedHashMap<>();
    for (String text : Files.readAllLines(real)) {
      Line line = line(text);
      boolean isWork =
          line.parts().stream().anyMatch(part -> part.kind() != Kind.TIME)
              || text.contains("\"SparkListenerJob");
      for (Moved part : line.parts()) {
        for (long value : part.values()) {
          most.merge(part.kind(), value, Math::max);
          if (isWork && part.kind() == Kind.TIME) {
            first = Math.min(first, value);
          }
        }
      }
      if (text.contains("\"SparkListenerApplicationEnd\"")) {
        end = line;
      } else if (isWork) {
        body.add(line);
      } else if (body.isEmpty()) {
        head.add(text);
      }
    }
    for (Kind kind : Kind.values()) {
      long from = kind == Kind.TIME ? first : 0;
      step.put(kind, most.getOrDefault(kind, 0L) - from + 1);
    }
  }

  private static Line line(String text) {
    List<Moved> parts = new ArrayList<>();
    Matcher moved = MOVED.matcher(text);
    int done = 0;
    while (moved.find()) {
      List<Long> values = new ArrayList<>();
      for (String value : moved.group().split(",", -1)) {
        values.add(Long.valueOf(value));
      }
      parts.add(
          new Moved(
              text.substring(done, moved.start()), kind(moved.group(1), moved.group()), values));
      done = moved.end();
    }
    return new Line(parts, text.substring(done));
  }

  private static Kind kind(@Nullable String field, String value) {
    if (field == null) {
      return value.length() == 13 && !value.contains(",") ? Kind.TIME : Kind.STAGE;
    }
    return switch (field) {
      case "\"Job ID\":" -> Kind.JOB;
      case "\"Stage ID\":" -> Kind.STAGE;
      case "\"Task ID\":" -> Kind.TASK;
      default -> Kind.EXECUTION;
    };
  }

  private void write(Path log, long bytes) throws IOException {
    long written = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(log), 1 << 20)) {
      for (String line : head) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
      long round = 0;
      for (; written < bytes; round++) {
        for (Line line : body) {
          byte[] text = text(line, round).getBytes(StandardCharsets.UTF_8);
          out.write(text);
          written += text.length;
        }
      }
      out.write(text(end, round - 1).getBytes(StandardCharsets.UTF_8));
    }
  }

  private String text(Line line, long round) {
    StringBuilder text = new StringBuilder();
    for (Moved part : line.parts()) {
      text.append(part.before());
      long by = round * step.getOrDefault(part.kind(), 0L);
      for (int i = 0; i < part.values().size(); i++) {
        text.append(i == 0 ? "" : ",").append(part.values().get(i) + by);
      }
    }
    return text.append(line.rest()).append('\n').toString();
  }
}
