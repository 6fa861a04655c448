package spanglue.spark;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongConsumer;

/** How far a long log has been read, on one line of a terminal that is written over. */
final class Progress implements LongConsumer {
  private static final long EVERY_NANOS = 500_000_000;
  private static final double MEGABYTE = 1e6;

  private final PrintStream err;
  private final boolean isShown;
  private final String name;
  private final long total;
  private final long start = System.nanoTime();
  private long last = start;
  private int width;

  Progress(PrintStream err, boolean isShown, String name, long total) {
    this.err = err;
    this.isShown = isShown;
    this.name = name;
    this.total = total;
  }

  @Override
  public void accept(long read) {
    long now = System.nanoTime();
    if (isShown && now - last >= EVERY_NANOS) {
      last = now;
      show(read, (now - start) / 1e9);
    }
  }

  /** What is said no longer matters. */
  void end() {
    if (width > 0) {
      err.print("\r" + " ".repeat(width) + "\r");
    }
  }

  private void show(long read, double seconds) {
    double rate = read / seconds;
    String text =
        String.format(
            Locale.ROOT,
            "%s: %.1f of %.1f MB, %.1f MB/s, %.0f s left",
            name,
            read / MEGABYTE,
            total / MEGABYTE,
            rate / MEGABYTE,
            Math.max(0, total - read) / rate);
    err.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
    width = text.length();
  }
}
