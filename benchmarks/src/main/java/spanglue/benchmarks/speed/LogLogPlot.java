package spanglue.benchmarks.speed;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Processor seconds by rows, both axes logarithmic, as SVG: a straight line of slope 1 is linear
 * growth.
 */
final class LogLogPlot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 420;
  private static final int LEFT = 60;
  private static final int RIGHT = 120;
  private static final int TOP = 30;
  private static final int BOTTOM = 50;
  private static final List<String> COLOURS = List.of("#0b6bcb", "#c2410c", "#15803d", "#7e22ce");

  /** A point of a line. */
  record Point(double rows, double seconds) {}

  private final StringBuilder svg = new StringBuilder();
  private final int firstRows;
  private final int lastRows;
  private final int firstSeconds;
  private final int lastSeconds;

  private LogLogPlot(List<Point> points) {
    firstRows = power(points.stream().mapToDouble(Point::rows).min().orElseThrow(), false);
    lastRows = power(points.stream().mapToDouble(Point::rows).max().orElseThrow(), true);
    firstSeconds = power(points.stream().mapToDouble(Point::seconds).min().orElseThrow(), false);
    lastSeconds = power(points.stream().mapToDouble(Point::seconds).max().orElseThrow(), true);
  }

  /** A line for each name, its points by rows. */
  static String of(Map<String, List<Point>> lines) {
    LogLogPlot plot = new LogLogPlot(lines.values().stream().flatMap(List::stream).toList());
    plot.axes();
    int colour = 0;
    for (Map.Entry<String, List<Point>> line : lines.entrySet()) {
      plot.line(line.getKey(), line.getValue(), COLOURS.get(colour++ % COLOURS.size()));
    }
    return plot.svg.append("</svg>\n").toString();
  }

  private void axes() {
    add(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif'"
            + " font-size='13'><rect width='100%%' height='100%%' fill='#fff'/>",
        WIDTH, HEIGHT);
    for (int power = firstRows; power <= lastRows; power++) {
      double x = x(Math.pow(10, power));
      grid(x, y(Math.pow(10, firstSeconds)), x, y(Math.pow(10, lastSeconds)));
      text(x, HEIGHT - BOTTOM + 20, "middle", String.format(Locale.ROOT, "%,d", pow(power)));
    }
    for (int power = firstSeconds; power <= lastSeconds; power++) {
      double y = y(Math.pow(10, power));
      grid(x(Math.pow(10, firstRows)), y, x(Math.pow(10, lastRows)), y);
      text(LEFT - 8, y + 4, "end", String.format(Locale.ROOT, "%,d s", pow(power)));
    }
    text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, "middle", "listings; processor seconds");
  }

  private void line(String name, List<Point> points, String colour) {
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      double x = x(point.rows());
      double y = y(point.seconds());
      path.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
      add("<circle cx='%.1f' cy='%.1f' r='4' fill='%s'/>", x, y, colour);
    }
    add(
        "<polyline points='%s' fill='none' stroke='%s' stroke-width='2'/>",
        path.toString().strip(), colour);
    Point last = points.get(points.size() - 1);
    text(x(last.rows()) + 9, y(last.seconds()) + 4, "start", name);
  }

  private void grid(double fromX, double fromY, double toX, double toY) {
    add("<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='#ddd'/>", fromX, fromY, toX, toY);
  }

  private void text(double x, double y, String anchor, String text) {
    add("<text x='%.1f' y='%.1f' text-anchor='%s' fill='#333'>%s</text>", x, y, anchor, text);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private double x(double rows) {
    return LEFT + share(rows, firstRows, lastRows) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double seconds) {
    return HEIGHT - BOTTOM - share(seconds, firstSeconds, lastSeconds) * (HEIGHT - TOP - BOTTOM);
  }

  private static double share(double value, int first, int last) {
    return (Math.log10(value) - first) / Math.max(1, last - first);
  }

  private static int power(double value, boolean up) {
    double power = Math.log10(value);
    return (int) (up ? Math.ceil(power) : Math.floor(power));
  }

  private static long pow(int power) {
    return Math.round(Math.pow(10, power));
  }
}
