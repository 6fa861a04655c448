package spanglue.tracing.internal.export;

import java.util.Map;
import java.util.TreeMap;

/** What became of the spans of a session, while it happens. */
public final class Counts {
  private final Map<String, Long> dropped = new TreeMap<>();
  private long recorded;
  private long sent;
  private long folded;

  public synchronized void recorded() {
    recorded++;
  }

  public synchronized void sent(int spans) {
    sent += spans;
  }

  public synchronized void folded(int spans) {
    folded += spans;
  }

  public synchronized void dropped(String reason, int spans) {
    dropped.merge(reason, (long) spans, Long::sum);
  }

  public synchronized Snapshot snapshot() {
    return new Snapshot(recorded, sent, folded, Map.copyOf(dropped));
  }

  /** The counts at one moment; spans that were dropped by reason. */
  public record Snapshot(long recorded, long sent, long folded, Map<String, Long> dropped) {}
}
