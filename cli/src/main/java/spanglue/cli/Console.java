package spanglue.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the terminal shows. Muted, it shows nothing more: the user has interrupted the run. */
public final class Console {
  private final PrintStream out;
  private final PrintStream err;
  private volatile boolean muted;

  public Console(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  void mute() {
    muted = true;
  }

  /** One step of the run. */
  void progress(String what, String text) {
    print(out, String.format(Locale.ROOT, "%-9s %s", what, text));
  }

  /** One line for what went wrong. */
  void error(String message) {
    print(err, "spanglue: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
  }

  void line(String text) {
    print(out, text);
  }

  /** A short table of how a run went. */
  void summary(RunSummary run) {
    RunFolder folder = run.folder();
    String status = run.succeeded() ? "succeeded" : "failed";
    line("");
    line("Run " + folder.runId() + " " + status + seconds(" in %.1f s", run.seconds(), "total"));
    JsonNode rows = run.rows();
    for (String row : List.of("read", "cleaned", "duplicate")) {
      if (rows.has(row)) {
        row(row, String.format(Locale.ROOT, "%,d", rows.path(row).asLong()));
      }
    }
    counts("rejected", rows.path("rejected"));
    counts("imputed", rows.path("imputed"));
    List<String> parts = new ArrayList<>();
    run.seconds()
        .forEach(
            (part, value) -> {
              if (!part.equals("total")) {
                parts.add(String.format(Locale.ROOT, "%s %.1f", part, value));
              }
            });
    row("seconds", String.join(", ", parts));
    TraceFigures.SlowestAction slowest = run.figures().slowestAction();
    if (slowest != null) {
      row(
          "slowest",
          String.format(
              Locale.ROOT, "%s, %.1f s of %s", slowest.name(), slowest.seconds(), slowest.job()));
    }
    run.figures().findings().forEach(finding -> row("finding", finding));
    run.outputs().forEachEntry((name, prefix) -> row(name, bucket(folder, prefix)));
    row("run", folder.path().toString());
  }

  private void counts(String name, JsonNode counts) {
    long sum = 0;
    List<String> kinds = new ArrayList<>();
    for (var count : counts.properties()) {
      sum += count.getValue().asLong();
      if (count.getValue().asLong() > 0) {
        kinds.add(count.getKey() + " " + count.getValue().asLong());
      }
    }
    if (!counts.isMissingNode()) {
      String detail = kinds.isEmpty() ? "" : " (" + String.join(", ", kinds) + ")";
      row(name, String.format(Locale.ROOT, "%,d", sum) + detail);
    }
  }

  private static String bucket(RunFolder folder, JsonNode prefix) {
    Path path = folder.inBucket(prefix.asText());
    return path.toString();
  }

  private static String seconds(String format, Map<String, Double> seconds, String part) {
    return String.format(Locale.ROOT, format, seconds.getOrDefault(part, 0.0));
  }

  private void row(String name, String value) {
    line(String.format(Locale.ROOT, "  %-11s %s", name, value));
  }

  private void print(PrintStream stream, String text) {
    if (!muted) {
      stream.println(text);
    }
  }
}
