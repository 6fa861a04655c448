package spanglue.cli;

import java.util.Locale;
import java.util.function.LongSupplier;
import spanglue.cli.upload.UploadListener;

/**
 * How an upload comes on: a bar that is written over on a terminal, elsewhere a line now and then.
 */
final class TransferProgress implements UploadListener {
  private static final long BAR_NANOS = 100_000_000L;
  private static final long LINE_NANOS = 10_000_000_000L;
  private static final int LONGEST_BAR = 30;

  private final Console console;
  private final Terminal terminal;
  private final long size;
  private final LongSupplier nanoTime;
  private final long start;
  private long resumed;
  private long last;

  /**
   * Of a file.
   *
   * @param size its bytes
   * @param nanoTime the time, as {@link System#nanoTime}
   */
  TransferProgress(Console console, Terminal terminal, long size, LongSupplier nanoTime) {
    this.console = console;
    this.terminal = terminal;
    this.size = size;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.last = start;
  }

  @Override
  public synchronized void resumed(long bytes) {
    resumed = bytes;
    console.progress(
        "upload",
        "goes on where an earlier try broke off: " + Amounts.of(bytes, size) + " is there");
  }

  @Override
  public synchronized void sent(long bytes) {
    long now = nanoTime.getAsLong();
    if (now - last < (terminal.live() ? BAR_NANOS : LINE_NANOS)) {
      return;
    }
    last = now;
    double seconds = (now - start) / 1e9;
    String percent = String.format(Locale.ROOT, "%3d %%", size == 0 ? 100 : bytes * 100 / size);
    String rate = rate(bytes, seconds);
    if (terminal.live()) {
      console.status(fitted(bytes, percent, rate));
    } else {
      console.progress("upload", percent.strip() + ", " + Amounts.of(bytes, size) + rate);
    }
  }

  /** Rate and time left; nothing where none is known yet. */
  private String rate(long bytes, double seconds) {
    double perSecond = (bytes - resumed) / Math.max(seconds, 1e-3);
    return perSecond < 1
        ? ""
        : String.format(
            Locale.ROOT,
            ", %s/s, %s left",
            Amounts.of((long) perSecond),
            Amounts.time((size - bytes) / perSecond));
  }

  /** The bar takes what the figures leave, and goes first where that is little. */
  private String fitted(long bytes, String percent, String rate) {
    String figures = percent + "  " + Amounts.of(bytes, size) + rate;
    int room = Math.min(LONGEST_BAR, terminal.columns() - 1 - figures.length() - 3);
    if (room >= 5) {
      int done = size == 0 ? room : (int) (bytes * room / size);
      return "[" + "#".repeat(done) + ".".repeat(room - done) + "] " + figures;
    }
    return figures.length() < terminal.columns() ? figures : percent + rate;
  }
}
