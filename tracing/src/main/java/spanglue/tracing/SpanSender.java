package spanglue.tracing;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.SpanDelivery.Outcome;

/**
 * Sends spans in requests of at most 50, as many as X-Ray takes at once, and tries again what may
 * succeed later: all within one deadline. What is left then is dropped and counted.
 */
final class SpanSender {
  static final int SPANS_PER_REQUEST = 50;
  private static final long FIRST_BACKOFF = Duration.ofMillis(200).toNanos();
  private static final long LONGEST_BACKOFF = Duration.ofSeconds(2).toNanos();

  private static final Duration MOST_SLACK = Duration.ofMillis(100);

  private final @Nullable String endpoint;
  private final Duration timeout;
  private final Counts counts;
  private @Nullable SpanDelivery delivery;
  private volatile @Nullable String firstFailure;

  SpanSender(@Nullable String endpoint, Duration timeout, Counts counts) {
    this.endpoint = endpoint;
    this.timeout = timeout;
    this.counts = counts;
  }

  /** What a reader of the log should know about the first request that failed; null if none did. */
  @Nullable String firstFailure() {
    return firstFailure;
  }

  /**
   * Returns within the timeout, whatever the receiver does, and also where the calling thread is
   * interrupted: the trace of a cancelled job is sent all the same.
   */
  void send(List<SpanData> spans) {
    if (spans.isEmpty()) {
      return;
    }
    if (endpoint == null) {
      counts.dropped("no_endpoint", spans.size());
      return;
    }
    long deadline = System.nanoTime() + timeout.minus(slack()).toNanos();
    Thread worker = new Thread(() -> sendAll(endpoint, spans, deadline), "spanglue-sender");
    worker.setDaemon(true);
    worker.start();
    joinUninterrupted(worker, timeout);
  }

  void close() {
    SpanDelivery open = delivery;
    if (open != null) {
      open.close();
    }
  }

  private synchronized void sendAll(String url, List<SpanData> spans, long deadline) {
    Outcome last = new Outcome("timeout", true, "no time was left");
    for (int from = 0; from < spans.size(); from += SPANS_PER_REQUEST) {
      int to = Math.min(from + SPANS_PER_REQUEST, spans.size());
      Outcome outcome = deliver(url, spans.subList(from, to), deadline, last);
      if (outcome.sent()) {
        counts.sent(to - from);
      } else {
        counts.dropped(outcome.reason(), to - from);
        last = outcome;
      }
    }
  }

  /** Where no time is left, what became of the chunk before is why this one is not sent. */
  private Outcome deliver(String url, List<SpanData> chunk, long deadline, Outcome before) {
    Outcome outcome = before;
    long backoff = FIRST_BACKOFF;
    while (deadline - System.nanoTime() > 0) {
      Outcome tried = once(url, chunk, deadline);
      if (firstFailure == null && !tried.sent()) {
        firstFailure = url + ": " + tried.detail();
      }
      if (tried.sent() || !tried.retryable()) {
        return tried;
      }
      // The end of the time says less than what the receiver answered before.
      outcome = tried.reason().equals("timeout") ? outcome : tried;
      long jittered = (long) (backoff * ThreadLocalRandom.current().nextDouble(0.8, 1.2));
      // A negative time returns at once, and so does the loop.
      LockSupport.parkNanos(Math.min(jittered, deadline - System.nanoTime()));
      backoff = Math.min(2 * backoff, LONGEST_BACKOFF);
    }
    return outcome;
  }

  private Outcome once(String url, List<SpanData> chunk, long deadline) {
    try {
      if (delivery == null) {
        delivery = new OtlpDelivery(url, timeout);
      }
      return delivery.send(chunk, Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    } catch (IllegalArgumentException e) {
      return new Outcome("bad_endpoint", false, String.valueOf(e.getMessage()));
    } catch (RuntimeException | LinkageError e) {
      return new Outcome("exporter_failed", false, e.toString());
    }
  }

  /** What is left for counting and telling once the time for sending is over. */
  private Duration slack() {
    Duration tenth = timeout.dividedBy(10);
    return tenth.compareTo(MOST_SLACK) < 0 ? tenth : MOST_SLACK;
  }

  private static void joinUninterrupted(Thread worker, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    boolean interrupted = false;
    long left = atMost.toNanos();
    while (left > 0 && worker.isAlive()) {
      try {
        worker.join(Math.max(1, left / 1_000_000));
      } catch (InterruptedException e) {
        interrupted = true;
      }
      left = deadline - System.nanoTime();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
