package spanglue.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run document for somebody at a terminal: the text of it that fits a page. */
public final class SummaryText {
  private static final int MOST_LISTED = 8;
  private static final int WIDTH = 72;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final RunDocument run;
  private final StringBuilder text = new StringBuilder();

  private SummaryText(RunDocument run) {
    this.run = run;
  }

  /** The text, in lines of a bounded length. */
  public static String of(RunDocument run) {
    SummaryText summary = new SummaryText(run);
    summary.head();
    summary.time();
    summary.actions();
    summary.stages();
    summary.path();
    summary.notes();
    return summary.text.toString();
  }

  private void head() {
    RunDocument.Application application = run.application();
    line(
        "%s  %s  Spark %s",
        or(application.name(), "an application without a name"),
        or(application.id(), ""),
        or(application.sparkVersion(), "of an unknown version"));
    line(
        "%s UTC, %s%s",
        TIME.format(Instant.ofEpochMilli(application.startMillis())),
        seconds(run.time().wallMillis()),
        application.endMillis() == null ? " until the log's last event: it has no end" : "");
    line(
        "%,d jobs, %,d stages, %,d tasks (%,d failed), %s",
        total("jobs"),
        total("stages"),
        total("tasks"),
        total("tasks_failed"),
        run.slots().most() == 0 ? "slots not told" : run.slots().most() + " slots at most");
    line(
        "read %,d rows, %s; wrote %,d rows, %s",
        total("rows_in"), bytes(total("bytes_in")), total("rows_out"), bytes(total("bytes_out")));
    line(
        "shuffle read %s, written %s; spilled to disk %s",
        bytes(total("shuffle_read_bytes")),
        bytes(total("shuffle_write_bytes")),
        bytes(total("spill_bytes")));
    RunDocument.Cost cost = run.cost();
    if (cost != null) {
      line(
          "%s (%s)",
          cost.usd() == null
              ? String.format(Locale.ROOT, "%,.0f DPU-seconds", cost.dpuSeconds())
              : String.format(Locale.ROOT, "%.4f US$", cost.usd()),
          cost.basis());
    }
  }

  private void time() {
    line("");
    line("%-22s %12s %7s   %s", "Where the time went", "", "", "of it on the critical path");
    long wall = run.time().wallMillis();
    Map<String, Long> onPath = run.criticalPath().classes();
    run.time()
        .classes()
        .forEach(
            (name, millis) -> {
              long path = onPath.getOrDefault(name, 0L);
              if (millis + path > 0) {
                line(
                    "  %-20s %12s %7s   %12s %7s",
                    name.replace('_', ' '),
                    seconds(millis),
                    percent(millis, wall),
                    seconds(path),
                    percent(path, wall));
              }
            });
    line(
        "  %-20s %12s %7s   %12s %7s", "total", seconds(wall), "100.0 %", seconds(wall), "100.0 %");
  }

  private void actions() {
    List<Action> longest =
        run.actions().stream()
            .sorted(Comparator.comparingLong(SummaryText::actionMillis).reversed())
            .limit(MOST_LISTED)
            .toList();
    if (!longest.isEmpty()) {
      line("");
      long all = run.actions().size() + run.actionsFolded().count();
      line("Longest actions, of %,d", all);
      for (Action action : longest) {
        line(
            "  %12s %7s  %s%s",
            seconds(actionMillis(action)),
            percent(actionMillis(action), run.time().wallMillis()),
            cut(action.name()),
            action.status().equals("succeeded") ? "" : " (" + action.status() + ")");
        String most = most(action.time());
        if (!most.isEmpty()) {
          line("  %20s  %s", "", most);
        }
      }
    }
  }

  private void stages() {
    List<Action.Stage> longest =
        run.actions().stream()
            .flatMap(action -> action.stages().stream())
            .sorted(Comparator.comparingLong(SummaryText::stageMillis).reversed())
            .limit(MOST_LISTED)
            .toList();
    if (!longest.isEmpty()) {
      line("");
      line("Longest stages");
      for (Action.Stage stage : longest) {
        line(
            "  %12s %7s  stage %d%s, %,d tasks, longest %s, median %s: %s",
            seconds(stageMillis(stage)),
            percent(stageMillis(stage), run.time().wallMillis()),
            stage.id(),
            stage.attempt() == 0 ? "" : " attempt " + stage.attempt(),
            stage.totals().getOrDefault("tasks", 0L),
            seconds(stage.taskMillisMax()),
            seconds(stage.taskMillisMedian()),
            cut(stage.name()));
      }
    }
  }

  private void path() {
    List<RunDocument.PathSpan> spans = run.criticalPath().spans();
    if (!spans.isEmpty()) {
      line("");
      line("The critical path goes through %,d stages; the most of it", spans.size());
      spans.stream()
          .sorted(Comparator.comparingLong(RunDocument.PathSpan::millis).reversed())
          .limit(MOST_LISTED)
          .sorted(Comparator.comparingLong(RunDocument.PathSpan::startMillis))
          .forEach(
              span ->
                  line(
                      "  %12s %7s  %s%s",
                      seconds(span.millis()),
                      percent(span.millis(), run.time().wallMillis()),
                      span.name(),
                      span.action() == null ? "" : " of " + cut(span.action())));
    }
  }

  private void notes() {
    List<String> notes = new ArrayList<>(run.notes());
    if (!notes.isEmpty()) {
      line("");
      notes.forEach(note -> line("note: %s", note));
    }
  }

  /** The classes that an action's time went to, the most first. */
  private static String most(@Nullable Map<String, Long> classes) {
    if (classes == null) {
      return "";
    }
    List<String> parts =
        classes.entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .limit(4)
            .map(entry -> entry.getKey().replace('_', ' ') + " " + seconds(entry.getValue()))
            .toList();
    return String.join(", ", parts);
  }

  private long total(String name) {
    return run.totals().figures().getOrDefault(name, 0L);
  }

  private static long actionMillis(Action action) {
    return action.endMillis() - action.startMillis();
  }

  private static long stageMillis(Action.Stage stage) {
    return stage.endMillis() - stage.startMillis();
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%,.3f s", millis / 1e3);
  }

  private static String percent(long part, long whole) {
    return String.format(Locale.ROOT, "%.1f %%", whole == 0 ? 0 : 100.0 * part / whole);
  }

  private static String bytes(long count) {
    String[] units = {"B", "KB", "MB", "GB", "TB", "PB"};
    double value = count;
    int unit = 0;
    while (value >= 1_000 && unit < units.length - 1) {
      value /= 1_000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
  }

  private static String cut(String name) {
    return name.length() <= WIDTH ? name : name.substring(0, WIDTH - 3) + "...";
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
