package spanglue.tracing.internal.export;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.export.SpanDelivery.Destination;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;
import spanglue.tracing.internal.text.SafeText;

/**
 * Sends spans in requests of the size that their destination takes, and tries again what may
 * succeed later: all within one deadline, which is later where somebody answers at all. What is
 * left then is dropped and counted.
 */
public final class SpanSender {
  private static final long FIRST_BACKOFF = Duration.ofMillis(200).toNanos();
  private static final long LONGEST_BACKOFF = Duration.ofSeconds(2).toNanos();

  private static final Duration MOST_SLACK = Duration.ofMillis(100);

  /** Not one with a seed: copies of a function that SnapStart makes would all wait alike. */
  private static final SecureRandom JITTER = new SecureRandom();

  private final @Nullable Destination destination;
  private final Duration timeout;
  private final Duration retryTimeout;

  /** What is left for counting and telling once the time for sending is over. */
  private final Duration slack;

  private final Counts counts;
  private @Nullable SpanDelivery delivery;
  private volatile @Nullable String firstFailure;

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

  /**
   * Returns within the timeouts, whatever the receiver does, and also where the calling thread is
   * interrupted: the trace of a cancelled job is sent all the same.
   */
  public void send(List<SpanData> spans) {
    if (spans.isEmpty()) {
      return;
    }
    Destination to = destination;
    if (to == null) {
      counts.dropped("no_endpoint", spans.size());
      return;
    }
    Deadline deadline = new Deadline(timeout.minus(slack), retryTimeout.minus(slack));
    PendingSpans pending = new PendingSpans(spans.size(), counts);
    Thread worker = new Thread(() -> sendAll(to, spans, pending, deadline), "spanglue-sender");
    worker.setDaemon(true);
    worker.start();
    deadline.join(worker, slack);
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
          e instanceof IllegalArgumentException
              ? new ExportResult("bad_endpoint", false, String.valueOf(e.getMessage()))
              : ExportResult.failed(e);
      failed(result, to);
      pending.dropAll(result.reason());
      return;
    }
    delivery = exporter;
    // Where no time is left, what became of the request before is why the next one is not sent.
    ExportResult last = ExportResult.timeout("no time was left");
    for (List<SpanData> batch : exporter.limits().batches(spans)) {
      ExportResult result = deliver(to, exporter, batch, deadline, last);
      if (result.sent()) {
        pending.sent(batch.size());
      } else {
        pending.drop(result.reason(), batch.size());
        last = result;
      }
    }
  }

  private ExportResult deliver(
      Destination to,
      SpanDelivery exporter,
      List<SpanData> batch,
      Deadline deadline,
      ExportResult before) {
    ExportResult result = before;
    long backoff = FIRST_BACKOFF;
    while (deadline.left() > 0) {
      ExportResult tried = once(exporter, batch, deadline);
      if (tried.sent()) {
        return tried;
      }
      failed(tried, to);
      if (!tried.retryable()) {
        return tried;
      }
      if (tried.responded()) {
        deadline.extend();
      }
      // The end of the time says less than what the receiver answered before.
      result = tried.timedOut() ? result : tried;
      // Anywhere in the backoff, so that the jobs which failed together don't come back together.
      long wait = (long) (backoff * JITTER.nextDouble());
      // A negative time returns at once, and so does the loop.
      LockSupport.parkNanos(Math.min(wait, deadline.left()));
      backoff = Math.min(2 * backoff, LONGEST_BACKOFF);
    }
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

  private void failed(ExportResult result, Destination to) {
    if (firstFailure == null) {
      firstFailure = SafeText.PLAIN.line(to.name() + ": " + result.detail());
    }
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

    synchronized void drop(String reason, int spans) {
      if (left > 0) {
        left -= spans;
        counts.dropped(reason, spans);
      }
    }

    synchronized void dropAll(String reason) {
      drop(reason, left);
    }
  }
}
