package spanglue.tracing.internal.live;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.export.Counts;
import spanglue.tracing.internal.export.SpanDelivery;
import spanglue.tracing.internal.export.SpanDelivery.Destination;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;
import spanglue.tracing.spi.ProductLog;

/**
 * Sends a job's spans while it runs: once the job has run for an interval, each that has ended, and
 * after each interval, as spans of their own, what is open. A span is sent once, for good:
 * receivers differ in what they make of an id that comes twice. What a receiver does not take is
 * tried again at the next turn, and at the job's end. Costs the job a thread that mostly waits, and
 * nothing where the receiver is dead.
 */
public final class SpanStream {
  private static final System.Logger LOG = ProductLog.of(SpanStream.class);
  private static final int MOST_SPANS = 4_096;

  /** Between two requests while much ends: a thirtieth of the interval. */
  private static final int REQUESTS = 30;

  /** A request on its way is awaited so long at the job's end. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /** The spans that have ended, and are not sent. */
  public interface Ended {
    /** Takes those that {@code picked} picks of all. */
    List<SpanData> take(UnaryOperator<List<SpanData>> picked);

    /** Takes back what was not sent. */
    void putBack(List<SpanData> spans);
  }

  private final Duration interval;
  private final Duration timeout;
  private final Destination to;
  private final Ended ended;
  private final Runnable tellOpen;
  private final Counts counts;
  private final SentSpans sent;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread = new Thread(this::run, "spanglue-stream");
  private @Nullable SpanDelivery delivery;
  private List<SpanData> onTheirWay = List.of();
  private boolean hasNew;
  private boolean failed;
  private boolean over;

  /**
   * A stream that sends nothing yet.
   *
   * @param root id of the job's root, which is sent at its end
   * @param interval after which what is open is told
   * @param timeout the most that a request may take
   * @param tellOpen adds the spans that tell what is open to those that have ended
   */
  public SpanStream(
      String root,
      Duration interval,
      Duration timeout,
      Destination to,
      Ended ended,
      Runnable tellOpen,
      Counts counts) {
    this.interval = interval;
    this.timeout = timeout;
    this.to = to;
    this.ended = ended;
    this.tellOpen = tellOpen;
    this.counts = counts;
    this.sent = new SentSpans(root, MOST_SPANS);
    thread.setDaemon(true);
  }

  /** Begins to wait for the first interval. */
  public void start() {
    thread.start();
  }

  /** Something has ended that shall be sent soon. */
  public void soon() {
    lock.lock();
    try {
      hasNew = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The job is over: sends no more. What was on its way for more than a moment is to be sent again.
   *
   * @return the ids of the spans that were sent
   */
  public Set<String> close() {
    lock.lock();
    try {
      over = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    join();
    thread.interrupt();
    giveBack();
    return sent.ids();
  }

  private void join() {
    try {
      thread.join(LONGEST_WAIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      long nextTelling = System.nanoTime() + interval.toNanos();
      if (!await(nextTelling, false)) {
        return;
      }
      do {
        boolean isDue = nextTelling - System.nanoTime() <= 0;
        turn(isDue);
        nextTelling = isDue ? System.nanoTime() + interval.toNanos() : nextTelling;
      } while (await(System.nanoTime() + interval.toNanos() / REQUESTS, false)
          && await(nextTelling, true));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | LinkageError e) {
      LOG.log(System.Logger.Level.WARNING, "the trace is sent at the job's end only", e);
    } finally {
      if (delivery != null) {
        delivery.close();
      }
    }
  }

  /** Waits until then, or for what is new. Returns whether the job goes on. */
  private boolean await(long until, boolean orNew) throws InterruptedException {
    lock.lock();
    try {
      while (!over && !(orNew && hasNew && !failed)) {
        long left = until - System.nanoTime();
        if (left <= 0) {
          break;
        }
        changed.awaitNanos(left);
      }
      return !over;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends what has ended.
   *
   * @param isDue whether what is open is to be told too; it is not while nobody takes it
   */
  void turn(boolean isDue) {
    lock.lock();
    try {
      hasNew = false;
    } finally {
      lock.unlock();
    }
    if (isDue && !failed) {
      tellOpen.run();
    }
    SpanDelivery open = delivery == null ? to.exporter().apply(timeout) : delivery;
    delivery = open;
    failed = false;
    for (List<SpanData> batch : open.limits().batches(taken())) {
      ExportResult result = open.send(batch, timeout);
      if (!result.sent()) {
        failed = true;
        break;
      }
      sent(batch, Math.min(result.rejected(), batch.size()));
    }
    giveBack();
  }

  private List<SpanData> taken() {
    lock.lock();
    try {
      onTheirWay = over ? List.of() : ended.take(sent::ready);
      return onTheirWay;
    } finally {
      lock.unlock();
    }
  }

  /** The next of those on their way arrived, unless they have been given back meanwhile. */
  private void sent(List<SpanData> batch, int rejected) {
    lock.lock();
    try {
      if (!onTheirWay.isEmpty()) {
        onTheirWay = onTheirWay.subList(batch.size(), onTheirWay.size());
        sent.sent(batch);
        counts.sent(batch.size() - rejected);
        if (rejected > 0) {
          counts.dropped(ExportResult.REJECTED, rejected);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void giveBack() {
    lock.lock();
    try {
      ended.putBack(onTheirWay);
      onTheirWay = List.of();
    } finally {
      lock.unlock();
    }
  }
}
