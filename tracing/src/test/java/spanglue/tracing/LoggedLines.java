package spanglue.tracing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What a piece of work logs. */
public final class LoggedLines extends Handler {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final SimpleFormatter formatter = new SimpleFormatter();

  private LoggedLines() {}

  /**
   * Runs {@code work}.
   *
   * @param logger a logger's name, for it and those below it; empty for all
   * @return the messages, in order
   */
  public static List<String> of(String logger, Runnable work) {
    Logger log = Logger.getLogger(logger);
    LoggedLines logged = new LoggedLines();
    log.addHandler(logged);
    try {
      work.run();
    } finally {
      log.removeHandler(logged);
    }
    return logged.lines;
  }

  @Override
  public void publish(LogRecord line) {
    lines.add(formatter.formatMessage(line));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
