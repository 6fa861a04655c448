package spanglue.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import spanglue.tracing.SafeOutput;

/**
 * What the terminal shows, which obeys what others wrote unless it is made fit. Muted, it shows
 * nothing more: the user has interrupted the run.
 */
public final class Console {
  private static final String TO_END_OF_LINE = "\u001b[K";

  private final PrintStream out;
  private final PrintStream err;
  private volatile boolean muted;
  private boolean hasStatus;

  public Console(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  void mute() {
    muted = true;
  }

  /** One step of the run. */
  void progress(String what, String text) {
    print(out, String.format(Locale.ROOT, "%-9s %s", what, SafeOutput.line(text)));
  }

  /** One line for what went wrong. */
  void error(String message) {
    print(err, "spanglue: " + SafeOutput.line(message));
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
    rows(run.manifest());
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

  /** What became of a run's records; nothing where no job has counted them. */
  void rows(Manifest manifest) {
    JsonNode rows = manifest.rows();
    for (String row : List.of("read", "cleaned", "duplicate")) {
      if (rows.has(row)) {
        row(row, String.format(Locale.ROOT, "%,d", rows.path(row).asLong()));
      }
    }
    counts("rejected", rows.path("rejected"));
    linesOfRejected(rows.path("rejected_lines"));
    counts("imputed", rows.path("imputed"));
    told("dates", rows.path("imputed_dates"), "last_review imputed: ");
    told("unreadable", rows.path("unreadable"), "values: ");
    if (!manifest.encoding().isEmpty() && !manifest.encoding().equals("UTF-8")) {
      row("read as", manifest.encoding() + ", as it is no UTF-8");
    }
  }

  /** An open quote swallows the lines that follow, so few records may be many lines. */
  private void linesOfRejected(JsonNode lines) {
    if (lines.path("records").asLong() > 0) {
      row(
          "",
          String.format(
              Locale.ROOT,
              "%,d of them over several lines, %,d in all; the longest is record %d with %,d lines:"
                  + " look for a quote that opens there and never closes",
              lines.path("records").asLong(),
              lines.path("lines").asLong(),
              lines.path("longest_position").asLong(),
              lines.path("longest_lines").asLong()));
    }
  }

  /** A row where there is something to tell. */
  private void told(String name, JsonNode counts, String what) {
    List<String> kinds = positive(counts);
    if (!kinds.isEmpty()) {
      row(name, what + String.join(", ", kinds));
    }
  }

  private static List<String> positive(JsonNode counts) {
    return counts.properties().stream()
        .filter(count -> count.getValue().asLong() > 0)
        .map(count -> count.getKey() + " " + count.getValue().asLong())
        .toList();
  }

  private void counts(String name, JsonNode counts) {
    List<String> kinds = positive(counts);
    long sum = counts.valueStream().mapToLong(JsonNode::asLong).sum();
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

  void row(String name, String value) {
    line(String.format(Locale.ROOT, "  %-11s %s", name, SafeOutput.line(value)));
  }

  /** A line on standard error that the next one takes the place of. */
  synchronized void status(String text) {
    if (!muted) {
      err.print("\r" + SafeOutput.line(text) + TO_END_OF_LINE);
      err.flush();
      hasStatus = true;
    }
  }

  /** A line that is fit already, such as one with colours. */
  void fitted(String line) {
    if (!muted) {
      out.println(line);
    }
  }

  private synchronized void print(PrintStream stream, String text) {
    if (!muted) {
      if (hasStatus) {
        err.print("\r" + TO_END_OF_LINE);
        err.flush();
        hasStatus = false;
      }
      stream.println(SafeOutput.text(text));
    }
  }
}
