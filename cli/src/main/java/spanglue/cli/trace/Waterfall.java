package spanglue.cli.trace;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.SafeOutput;

/** A trace as lines of a terminal: a line a span, over the trace's time, and the slowest path. */
public final class Waterfall {
  private static final int TIME = 9;
  private static final int MOST_TOLD = 5;
  private static final String RED = "\u001b[31m";
  private static final String YELLOW = "\u001b[33m";
  private static final String FAINT = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";

  private final Trace trace;
  private final SlowestPath path;
  private final int columns;
  private final boolean colour;
  private final int bar;
  private final List<String> lines = new ArrayList<>();
  private final Map<String, String> services = new HashMap<>();

  private Waterfall(Trace trace, int columns, boolean colour) {
    this.trace = trace;
    this.path = SlowestPath.of(trace);
    this.columns = columns;
    this.colour = colour;
    this.bar = Math.max(6, (columns - TIME) / 3);
  }

  /** Lines of at most so many columns, fit for a terminal. */
  public static List<String> lines(Trace trace, int columns, boolean colour) {
    Waterfall drawn = new Waterfall(trace, columns, colour);
    drawn.heading();
    trace.walk(drawn::span);
    drawn.path();
    drawn.failures();
    return drawn.lines;
  }

  private void heading() {
    long failed = trace.spans().stream().filter(span -> span.failure() != null).count();
    add("Trace " + trace.id());
    add(
        String.format(
            Locale.ROOT,
            "%s, %s, %,d spans%s",
            Instant.ofEpochSecond(0, trace.start()).truncatedTo(ChronoUnit.SECONDS),
            Cells.time(trace.end() - trace.start()),
            trace.spans().size(),
            failed == 0 ? "" : String.format(Locale.ROOT, ", %,d failed", failed)));
    add("from " + trace.source());
    add("* on the slowest path   ! failed");
    add("");
  }

  private void span(TraceSpan span, int depth) {
    int room = Math.max(6, columns - bar - TIME - 4);
    int indent = Math.min(depth, room / 2);
    String name = Cells.fit(" ".repeat(indent) + label(span), room);
    String time = span.end() == null ? "open" : Cells.time(Trace.knownEnd(span) - span.start());
    String line =
        mark(span) + " " + name + " " + bar(span) + String.format("%" + (TIME + 1) + "s", time);
    lines.add(painted(paint(span), line));
  }

  /** The name, and the service where it is another than the parent's. */
  private String label(TraceSpan span) {
    String above = services.getOrDefault(String.valueOf(span.parentId()), "");
    String service = services.computeIfAbsent(span.id(), id -> serviceOf(span, above));
    String name = SafeOutput.line(span.name());
    return service.equals(above) || service.equals(span.name())
        ? name
        : name + " (" + SafeOutput.line(service) + ")";
  }

  private static String serviceOf(TraceSpan span, String above) {
    return span.service().isEmpty() ? above : span.service();
  }

  private char mark(TraceSpan span) {
    if (span.failure() != null) {
      return '!';
    }
    return path.contains(span) ? '*' : ' ';
  }

  private String bar(TraceSpan span) {
    double perColumn = Math.max(1, trace.end() - trace.start()) / (double) bar;
    int from = (int) Math.min(bar - 1, (span.start() - trace.start()) / perColumn);
    int to = (int) Math.ceil((Trace.knownEnd(span) - trace.start()) / perColumn);
    int length = Math.max(1, Math.min(bar, to) - from);
    String drawn = (path.contains(span) ? "#" : "-").repeat(length);
    return " ".repeat(from) + drawn + " ".repeat(bar - from - length);
  }

  private @Nullable String paint(TraceSpan span) {
    if (span.failure() != null) {
      return RED;
    }
    return path.contains(span) ? YELLOW : FAINT;
  }

  private void path() {
    long whole = trace.end() - trace.start();
    add("");
    add("Slowest path: " + Cells.time(path.total()) + " of " + Cells.time(whole) + " in spans");
    trace.spans().stream()
        .filter(span -> path.own(span) > 0)
        .sorted(Comparator.comparingLong(path::own).reversed())
        .limit(MOST_TOLD)
        .forEach(span -> add(String.format("  %9s  ", Cells.time(path.own(span))) + label(span)));
  }

  /** Those that failed of themselves: none of their children did. */
  private void failures() {
    trace.spans().stream()
        .filter(span -> span.failure() != null)
        .filter(span -> trace.children(span).stream().allMatch(child -> child.failure() == null))
        .limit(MOST_TOLD)
        .forEach(
            span ->
                add(
                    "! "
                        + SafeOutput.line(span.name())
                        + ": "
                        + SafeOutput.line(String.valueOf(span.failure()))));
  }

  /** In as many lines as it takes. */
  private void add(String text) {
    String left = text;
    while (Cells.width(left) > columns) {
      int end = left.lastIndexOf(' ', columns);
      int cut = end <= 2 ? Math.min(left.length(), columns) : end;
      lines.add(Cells.fit(left.substring(0, cut), columns).stripTrailing());
      left = "  " + left.substring(cut).strip();
    }
    lines.add(left);
  }

  private String painted(@Nullable String paint, String line) {
    return colour && paint != null ? paint + line + PLAIN : line;
  }
}
