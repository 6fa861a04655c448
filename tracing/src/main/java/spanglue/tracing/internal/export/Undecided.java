package spanglue.tracing.internal.export;

/** The spans of one send that nothing became of yet. Safe for use by several threads. */
final class Undecided {
  private final Counts counts;
  private int left;

  Undecided(int spans, Counts counts) {
    this.left = spans;
    this.counts = counts;
  }

  synchronized void sent(int spans) {
    if (left > 0) {
      left -= spans;
      counts.sent(spans);
    }
  }

  synchronized void dropped(String reason, int spans) {
    if (left > 0) {
      left -= spans;
      counts.dropped(reason, spans);
    }
  }

  /** Counts the rest as dropped; what becomes of it later is not counted any more. */
  synchronized void giveUp(String reason) {
    if (left > 0) {
      dropped(reason, left);
    }
  }
}
