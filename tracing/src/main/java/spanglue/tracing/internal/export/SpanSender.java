package spanglue.tracing.internal.export;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.export.SpanDelivery.Outcome;
import spanglue.tracing.internal.text.SafeText;

/**
 * Sends spans in requests of the size that the way there takes, and tries again what may succeed
 * later: all within one deadline, which is later where somebody answers at all. What is left then
 * is dropped and counted.
 */
public final class SpanSender {
  private static final long FIRST_BACKOFF = Duration.ofMillis(200).toNanos();
  private static final long LONGEST_BACKOFF = Duration.ofSeconds(2).toNanos();

  private static final Duration MOST_SLACK = Duration.ofMillis(100);

  /** Not one whose seed a snapshot of a function holds: its copies would all wait alike. */
  private static final SecureRandom JITTER = new SecureRandom();

  private final @Nullable Destination destination;
  private final Duration timeout;
  private final Duration retryTimeout;
  private final Counts counts;
  private @Nullable SpanDelivery delivery;
  private volatile @Nullable String firstFailure;

  /**
   * @param destination null where the spans are to be counted and dropped
   */
  public SpanSender(@Nullable Destination destination, Duration timeout, Counts counts) {
    this(destination, timeout, timeout, counts);
  }

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
    SendDeadline deadline = new SendDeadline(timeout.minus(slack()), retryTimeout.minus(slack()));
    Undecided undecided = new Undecided(spans.size(), counts);
    Thread worker = new Thread(() -> sendAll(to, spans, undecided, deadline), "spanglue-sender");
    worker.setDaemon(true);
    worker.start();
    Wait.uninterrupted(worker, () -> deadline.left() + slack().toNanos());
    undecided.giveUp(worker.isAlive() ? "timeout" : "exporter_failed");
  }

  public void close() {
    SpanDelivery open = delivery;
    if (open != null) {
      open.close();
    }
  }

  private synchronized void sendAll(
      Destination to, List<SpanData> spans, Undecided undecided, SendDeadline deadline) {
    SpanDelivery way;
    try {
      way = delivery == null ? to.way().apply(timeout) : delivery;
    } catch (IllegalArgumentException e) {
      failed(new Outcome("bad_endpoint", false, String.valueOf(e.getMessage())), to);
      undecided.giveUp("bad_endpoint");
      return;
    } catch (RuntimeException | LinkageError e) {
      failed(new Outcome("exporter_failed", false, e.toString()), to);
      undecided.giveUp("exporter_failed");
      return;
    }
    delivery = way;
    Outcome last = Outcome.timeout("no time was left");
    for (List<SpanData> request : way.limits().requests(spans)) {
      Outcome outcome = deliver(to, way, request, deadline, last);
      if (outcome.sent()) {
        undecided.sent(request.size());
      } else {
        undecided.dropped(outcome.reason(), request.size());
        last = outcome;
      }
    }
  }

  /** Where no time is left, what became of the request before is why this one is not sent. */
  private Outcome deliver(
      Destination to,
      SpanDelivery way,
      List<SpanData> request,
      SendDeadline deadline,
      Outcome before) {
    Outcome outcome = before;
    long backoff = FIRST_BACKOFF;
    while (deadline.left() > 0) {
      Outcome tried = once(way, request, deadline);
      if (tried.sent()) {
        return tried;
      }
      failed(tried, to);
      if (!tried.retryable()) {
        return tried;
      }
      if (tried.answered()) {
        deadline.promise();
      }
      // The end of the time says less than what the receiver answered before.
      outcome = tried.reason().equals("timeout") ? outcome : tried;
      // Anywhere in the backoff, so that the jobs which failed together don't come back together.
      long wait = (long) (backoff * JITTER.nextDouble());
      // A negative time returns at once, and so does the loop.
      LockSupport.parkNanos(Math.min(wait, deadline.left()));
      backoff = Math.min(2 * backoff, LONGEST_BACKOFF);
    }
    return outcome;
  }

  private Outcome once(SpanDelivery way, List<SpanData> request, SendDeadline deadline) {
    // A receiver that promised and went silent must not keep one request for all that is left.
    long atMost = Math.min(deadline.left(), timeout.toNanos());
    try {
      return way.send(request, Duration.ofNanos(Math.max(1, atMost)));
    } catch (RuntimeException | LinkageError e) {
      return new Outcome("exporter_failed", false, e.toString());
    }
  }

  private void failed(Outcome outcome, Destination to) {
    if (firstFailure == null) {
      firstFailure = SafeText.PLAIN.line(to.name() + ": " + outcome.detail());
    }
  }

  /** What is left for counting and telling once the time for sending is over. */
  private Duration slack() {
    Duration tenth = timeout.dividedBy(10);
    return tenth.compareTo(MOST_SLACK) < 0 ? tenth : MOST_SLACK;
  }
}
