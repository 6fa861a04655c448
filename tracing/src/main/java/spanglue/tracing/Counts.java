package spanglue.tracing;

import java.util.Map;
import java.util.TreeMap;

/** What became of the spans of a session, while it happens. */
final class Counts {
  private final Map<String, Long> dropped = new TreeMap<>();
  private long recorded;
  private long sent;
  private long folded;

  synchronized void recorded() {
    recorded++;
  }

  synchronized void sent(int spans) {
    sent += spans;
  }

  synchronized void folded(int spans) {
    folded += spans;
  }

  synchronized void dropped(String reason, int spans) {
    dropped.merge(reason, (long) spans, Long::sum);
  }

  synchronized Snapshot snapshot() {
    return new Snapshot(recorded, sent, folded, Map.copyOf(dropped));
  }

  /** The counts at one moment; spans that were dropped by reason. */
  record Snapshot(long recorded, long sent, long folded, Map<String, Long> dropped) {}
}
