package spanglue.tracing;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import spanglue.tracing.internal.export.Counts;
import spanglue.tracing.internal.export.SpanDelivery.Destination;
import spanglue.tracing.internal.export.SpanSender;
import spanglue.tracing.spi.ProductLog;

/**
 * Sends the root of a long job once while the job runs, so that a trace whose job is killed shows
 * at least that it ran. It has the id of the root that is sent at the end, which takes its place.
 * Never throws, and costs the job nothing.
 */
final class Checkpoint {
  private static final System.Logger LOG = ProductLog.of(Checkpoint.class);

  /** A request on its way must not arrive after the complete root: that is worth a moment. */
  private static final long LONGEST_WAIT_MS = 1_000;

  private final CountDownLatch jobOver = new CountDownLatch(1);
  private final Thread thread;

  private Checkpoint(Duration after, Destination to, Duration timeout, Supplier<SpanData> root) {
    thread =
        new Thread(
            () -> {
              try {
                if (!jobOver.await(after.toMillis(), TimeUnit.MILLISECONDS)) {
                  send(to, timeout, root.get());
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (RuntimeException | LinkageError e) {
                LOG.log(System.Logger.Level.WARNING, "the root in progress was not sent", e);
              }
            },
            "spanglue-checkpoint");
    thread.setDaemon(true);
  }

  /**
   * Starts waiting.
   *
   * @param after how long the job must run for it
   * @param root what is known of it by then
   */
  static Checkpoint start(
      Duration after, Destination to, Duration timeout, Supplier<SpanData> root) {
    Checkpoint checkpoint = new Checkpoint(after, to, timeout, root);
    checkpoint.thread.start();
    return checkpoint;
  }

  /** The job is over: nothing is sent from here on. */
  void close() {
    jobOver.countDown();
    try {
      thread.join(LONGEST_WAIT_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(Destination to, Duration timeout, SpanData root) {
    SpanSender sender = new SpanSender(to, timeout, timeout, new Counts());
    sender.send(List.of(root));
    sender.close();
    String failure = sender.firstFailure();
    if (failure != null) {
      LOG.log(
          System.Logger.Level.INFO,
          "trace {0}: sending the root in progress met a failure: {1}",
          root.getTraceId(),
          failure);
    }
  }
}
