package spanglue.spark.internal.eventlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.scheduler.ReplayListenerBus;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerInterface;
import org.apache.spark.util.JsonProtocol;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.SafeOutput;

/**
 * Tells listeners what a log says, as Spark would have told them. Spark's own replay stops at the
 * first line that it can't read; here such a line is counted, and the next one read.
 */
public final class LogReader {
  private static final int NAMED_KINDS = 5;

  /** After so many lines without an event there will be none. */
  private static final int MOST_STRANGE_LINES = 1_000;

  /** Spark's own library: a line is parsed as bytes, as Spark can't be told to. */
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ReplayListenerBus bus = new ReplayListenerBus();
  private final MissingTimes timed = new MissingTimes(bus::postToAll);
  private final Map<String, Integer> unknown = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();
  private long lines;
  private long events;
  private long broken;
  private long firstBroken;
  private boolean isLastCut;

  public LogReader(SparkListenerInterface... listeners) {
    for (SparkListenerInterface listener : listeners) {
      bus.addListener(listener);
    }
  }

  /**
   * Reads a log to its end, or to where it can't be read any further, which is noted.
   *
   * @param progress is told how many of the stored bytes have been read
   * @throws NoEventLogException where not one event was in it
   */
  public void read(EventLog log, LongConsumer progress) throws NoEventLogException {
    Counted counted = new Counted(progress);
    if (log.missing() > 0) {
      notes.add("%,d files of the rolled log are missing.".formatted(log.missing()));
    }
    for (FileStatus file : log.files()) {
      try (InputStream stored = log.open(file)) {
        read(new Lines(Decompression.plain(counted.of(stored))));
      } catch (IOException | RuntimeException e) {
        notes.add(
            "The log can't be read beyond its line %,d (%s: %s)."
                .formatted(lines, file.getPath().getName(), reason(e)));
      }
    }
    if (events == 0) {
      throw new NoEventLogException(log.name() + ": this is no event log of Spark: " + whyNone());
    }
  }

  /** What could not be read, in sentences. */
  public List<String> notes() {
    List<String> all = new ArrayList<>(notes);
    if (isLastCut) {
      all.add("The log's last line is cut: it was being written, or not all of it was copied.");
    }
    if (broken > 0) {
      all.add(
          "%,d %s could not be read as an event; the first is line %,d."
              .formatted(broken, broken == 1 ? "line" : "lines", firstBroken));
    }
    if (!unknown.isEmpty()) {
      all.add(
          "Events of %,d unknown %s were left out: %s%s."
              .formatted(
                  unknown.size(),
                  unknown.size() == 1 ? "kind" : "kinds",
                  String.join(", ", unknown.keySet().stream().limit(NAMED_KINDS).toList()),
                  unknown.size() > NAMED_KINDS ? ", .." : ""));
    }
    return all.stream().map(SafeOutput::line).toList();
  }

  /** How many lines there were. */
  public long lines() {
    return lines;
  }

  private void read(Lines in) throws IOException {
    while (in.next() && (events > 0 || lines < MOST_STRANGE_LINES)) {
      lines++;
      boolean isEvent = in.length() == 0 || isRead(in);
      if (!isEvent && in.isWhole()) {
        firstBroken = broken++ == 0 ? lines : firstBroken;
      } else if (!isEvent) {
        isLastCut = true;
      }
    }
  }

  private boolean isRead(Lines in) {
    String name = EventNames.of(in.array(), in.offset(), in.length());
    if (name == null) {
      return false;
    }
    if (!EventNames.isNeeded(name)) {
      events++;
      if (!EventNames.isKnown(name)) {
        unknown.merge(name, 1, Integer::sum);
      }
      return true;
    }
    try {
      int length = NeededParts.leave(name, in.array(), in.offset(), in.length());
      JsonNode event = JSON.readTree(in.array(), in.offset(), length);
      SparkListenerEvent own = OwnEvents.of(name, event);
      timed.add(own == null ? JsonProtocol.sparkEventFromJson(event) : own);
      events++;
      return true;
    } catch (Exception | AssertionError | StackOverflowError e) {
      return false;
    }
  }

  private String whyNone() {
    if (lines == 0 && notes.isEmpty()) {
      return "it is empty";
    }
    return notes.isEmpty() ? "no line of it is an event" : notes.get(0);
  }

  private static String reason(Throwable thrown) {
    @Nullable String message = thrown.getMessage();
    return message == null ? thrown.getClass().getSimpleName() : message;
  }

  /** Counts over all files of a log. */
  private static final class Counted {
    private final LongConsumer progress;
    private long count;

    Counted(LongConsumer progress) {
      this.progress = progress;
    }

    InputStream of(InputStream stored) {
      return new FilterInputStream(stored) {
        @Override
        public int read() throws IOException {
          int one = super.read();
          add(one < 0 ? 0 : 1);
          return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          int read = super.read(bytes, offset, length);
          add(Math.max(0, read));
          return read;
        }
      };
    }

    private void add(int read) {
      count += read;
      progress.accept(count);
    }
  }
}
