package spanglue.tracing.internal.export;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.export.SpanDelivery.Destination;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;
import spanglue.tracing.internal.export.SpanDelivery.Unprocessed;

/**
 * Sends spans in requests of the size that their destination takes, and tries again what may
 * succeed later: all within one deadline, which is later where somebody answers at all. What is
 * left then is dropped and counted.
 */
public final class SpanSender {
  private static final Duration MOST_SLACK = Duration.ofMillis(100);

  private final @Nullable Destination destination;
  private final Duration timeout;
  private final Duration retryTimeout;

  /** What is left for counting and telling once the time for sending is over. */
  private final Duration slack;

  private final Counts counts;
  private @Nullable SpanDelivery delivery;
  private volatile @Nullable String firstFailure;
  private volatile @Nullable String note;

  /**
   * @param destination null where the spans are to be counted and dropped
   * @param timeout for one send while nobody answers
   * @param retryTimeout for one send where somebody answers that it may succeed later
   */
  public SpanSender(
      @Nullable Destination destination, Duration timeout, Duration retryTimeout, Counts counts) {
    this.destination = destination;
    this.timeout = timeout;
    this.retryTimeout = retryTimeout;
    Duration tenth = timeout.dividedBy(10);
    this.slack = tenth.compareTo(MOST_SLACK) < 0 ? tenth : MOST_SLACK;
    this.counts = counts;
  }

  /** What a reader of the log should know about the first request that failed; null if none did. */
  public @Nullable String firstFailure() {
    return firstFailure;
  }

  /** What the receiver had to say of what it took; null where that was nothing. */
  public @Nullable String note() {
    return note;
  }

  /** As {@link #send(List, long)}, where the time runs from now on. */
  public void send(List<SpanData> spans) {
    send(spans, System.nanoTime());
  }

  /**
   * Returns within the timeouts, whatever the receiver does, and also where the calling thread is
   * interrupted: the trace of a cancelled job is sent all the same.
   *
   * @param since when the time began to run, in terms of {@link System#nanoTime}; half of it is
   *     left in any case
   */
  public void send(List<SpanData> spans, long since) {
    if (spans.isEmpty()) {
      return;
    }
    Destination to = destination;
    if (to == null) {
      counts.dropped("no_endpoint", spans.size());
      return;
    }
    long start = Math.max(since, System.nanoTime() - timeout.toNanos() / 2);
    Deadline deadline = new Deadline(start, timeout.minus(slack), retryTimeout.minus(slack));
    PendingSpans pending = new PendingSpans(spans.size(), counts);
    Thread worker = new Thread(() -> sendAll(to, spans, pending, deadline), "spanglue-sender");
    worker.setDaemon(true);
    worker.start();
    deadline.join(worker, slack);
    if (worker.isAlive()) {
      failed(ExportResult.timeout("no answer in time"), to);
    }
    pending.dropAll(worker.isAlive() ? "timeout" : "exporter_failed");
  }

  public void close() {
    SpanDelivery open = delivery;
    if (open != null) {
      open.close();
    }
  }

  private synchronized void sendAll(
      Destination to, List<SpanData> spans, PendingSpans pending, Deadline deadline) {
    SpanDelivery exporter;
    try {
      exporter = delivery == null ? to.exporter().apply(timeout) : delivery;
    } catch (RuntimeException | LinkageError e) {
      ExportResult result =
          e instanceof IllegalArgumentException wrong
              ? ExportResult.badEndpoint(wrong)
              : ExportResult.failed(e);
      failed(result, to);
      pending.dropAll(result.reason());
      return;
    }
    delivery = exporter;
    // Where no time is left, what became of the request before is why the next one is not sent.
    ExportResult last = ExportResult.timeout("no time was left");
    for (List<SpanData> batch : exporter.limits().batches(spans)) {
      last = deliver(to, exporter, batch, pending, deadline, last);
    }
  }

  /** Counts what becomes of each span. Returns why some were not sent, else what it was given. */
  private ExportResult deliver(
      Destination to,
      SpanDelivery exporter,
      List<SpanData> batch,
      PendingSpans pending,
      Deadline deadline,
      ExportResult before) {
    List<SpanData> left = batch;
    ExportResult result = before;
    Backoff backoff = new Backoff(deadline);
    while (deadline.left() > 0) {
      ExportResult tried = backoff.consider(once(exporter, left, deadline));
      if (tried.sent()) {
        int rejected = Math.min(tried.rejected(), left.size());
        pending.sent(left.size() - rejected);
        pending.drop(ExportResult.REJECTED, rejected);
        noted(tried, to);
        return before;
      }
      failed(tried, to);
      left = pending.settle(left, tried);
      if (left.isEmpty()) {
        return before;
      }
      // The end of the time says less than what the receiver answered before.
      result = tried.timedOut() ? result : tried;
      if (!tried.retryable()) {
        break;
      }
      backoff.await(tried);
    }
    pending.drop(result.reason(), left.size());
    return result;
  }

  private ExportResult once(SpanDelivery exporter, List<SpanData> batch, Deadline deadline) {
    // A receiver that answered and went silent must not keep one request for all that is left.
    long atMost = Math.min(deadline.left(), timeout.toNanos());
    try {
      return exporter.send(batch, Duration.ofNanos(Math.max(1, atMost)));
    } catch (RuntimeException | LinkageError e) {
      return ExportResult.failed(e);
    }
  }

  /** The first is told; one that ends the sending says more. */
  private void failed(ExportResult result, Destination to) {
    if (firstFailure == null || (result.retryAfter() != null && !result.retryable())) {
      firstFailure = told(result, to);
    }
  }

  private void noted(ExportResult taken, Destination to) {
    if (note == null && !taken.detail().isEmpty()) {
      note = told(taken, to);
    }
  }

  private static String told(ExportResult result, Destination to) {
    return NoAnswer.oneLine(to.name() + ": " + result.detail());
  }

  /**
   * Counts each span of one send once, as sent or as dropped: what the sending thread does after
   * its caller has given up is not counted any more. Safe for use by several threads.
   */
  private static final class PendingSpans {
    private final Counts counts;
    private int left;

    PendingSpans(int spans, Counts counts) {
      this.left = spans;
      this.counts = counts;
    }

    synchronized void sent(int spans) {
      if (left > 0) {
        left -= spans;
        counts.sent(spans);
      }
    }

    /**
     * Counts what a request of {@code spans} that was taken in part is done with. Returns what of
     * them is to be sent again: all where it was not taken at all.
     */
    synchronized List<SpanData> settle(List<SpanData> spans, ExportResult result) {
      if (result.unprocessed().isEmpty()) {
        return spans;
      }
      sent(spans.size() - result.unprocessed().size());
      List<SpanData> again = new ArrayList<>();
      for (Unprocessed some : result.unprocessed()) {
        if (some.retryable() && some.span() != null) {
          again.add(some.span());
        } else {
          drop(some.code(), 1);
        }
      }
      return again;
    }

    synchronized void drop(String reason, int spans) {
      if (left > 0 && spans > 0) {
        left -= spans;
        counts.dropped(reason, spans);
      }
    }

    synchronized void dropAll(String reason) {
      drop(reason, left);
    }
  }
}
