package spanglue.tracing.internal.live;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import spanglue.tracing.spi.FinishedSpan;
import spanglue.tracing.spi.JobExtension.SpanRecorder;
import spanglue.tracing.spi.OpenSpan;
import spanglue.tracing.vocabulary.TraceAttribute;

/**
 * Tells what is open as spans that stay true when it has ended: each covers the time since the last
 * telling, or since the start of what it tells of, and says that this had not ended by then.
 */
public final class OpenTelling {
  /** Before the name of what is open. */
  static final String OPEN = "open: ";

  private static final int MOST_AT_ONCE = 16;

  private final SpanRecorder recorder;
  private final Clock clock;
  private Instant last = Instant.MIN;

  public OpenTelling(SpanRecorder recorder, Clock clock) {
    this.recorder = recorder;
    this.clock = clock;
  }

  /** Adds a span for each of the first 16. */
  public void tell(List<OpenSpan> open) {
    Instant now = clock.instant();
    open.stream().limit(MOST_AT_ONCE).forEach(span -> tell(span, now));
    last = now;
  }

  private void tell(OpenSpan open, Instant now) {
    Map<String, Object> attributes = new LinkedHashMap<>(open.attributes());
    attributes.put(TraceAttribute.OPEN.key(), true);
    long millis = Math.max(0, now.toEpochMilli() - open.start().toEpochMilli());
    attributes.put(TraceAttribute.RUNNING_SECONDS.key(), millis / 1e3);
    Instant start = open.start().isAfter(last) ? open.start() : last;
    recorder.add(new FinishedSpan(OPEN + open.name(), start, now, attributes));
  }
}
