package spanglue.tracing.internal.parent;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.aws.MissingCredentialsException;
import spanglue.tracing.internal.http.Endpoint;
import spanglue.tracing.spi.ProductLog;

/**
 * Asks X-Ray, beside the job, which segment started it: again and again until it knows, or until
 * the job is over and the grace too. Never throws, and nobody waits for it before {@link #finish}.
 */
public final class ParentLookup {
  private static final System.Logger LOG = ProductLog.of(ParentLookup.class);
  private static final long FIRST_BACKOFF_MS = 200;
  private static final long LONGEST_BACKOFF_MS = 5_000;
  private static final int MOST_PARTS = 20;

  /** About 45 s of answers. The function's segment is there within seconds, if any ever is. */
  private static final int MOST_EMPTY = 12;

  private final String xrayTraceId;
  private final ParentFinder.Query query;
  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch known = new CountDownLatch(1);
  private final CountDownLatch jobOver = new CountDownLatch(1);
  private final CountDownLatch graceOver = new CountDownLatch(1);
  private final Thread thread;
  private int emptyAnswers;
  private volatile ParentSegment best;
  private volatile boolean silent;
  private @Nullable String lastFailure;

  private ParentLookup(
      Endpoint endpoint, String xrayTraceId, ParentSegment given, ParentFinder.Query query) {
    this.xrayTraceId = xrayTraceId;
    this.query = query;
    this.best = given;
    this.thread = new Thread(() -> poll(endpoint), "spanglue-parent-lookup");
    thread.setDaemon(true);
  }

  /**
   * Starts asking.
   *
   * @param endpoint X-Ray's API
   * @param xrayTraceId the trace, in X-Ray's spelling
   * @param given the parent where X-Ray knows none
   */
  public static ParentLookup start(
      Endpoint endpoint, String xrayTraceId, ParentSegment given, ParentFinder.Query query) {
    ParentLookup lookup = new ParentLookup(endpoint, xrayTraceId, given, query);
    lookup.thread.start();
    return lookup;
  }

  /**
   * What is known at the job's end; waits at most {@code grace} for something better, and a quarter
   * of it where nobody answered the last call: sending will cost time enough then.
   */
  public ParentSegment finish(Duration grace) {
    jobOver.countDown();
    try {
      known.await(silent ? grace.toMillis() / 4 : grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Takes what is known by now.
    }
    graceOver.countDown();
    return best;
  }

  /** What is known by now, without waiting. */
  public ParentSegment soFar() {
    return best;
  }

  /** HTTP calls made so far. */
  public int calls() {
    return calls.get();
  }

  private void poll(Endpoint endpoint) {
    try {
      XRayClient client = new XRayClient(endpoint);
      long backoff = FIRST_BACKOFF_MS;
      ask(client);
      while (!best.settled() && emptyAnswers < MOST_EMPTY && goOn(backoff)) {
        backoff = Math.min(2 * backoff, LONGEST_BACKOFF_MS);
        ask(client);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (MissingCredentialsException told) {
      // The log has it, and what is missing does not come while the job runs.
    } catch (RuntimeException | LinkageError e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the lookup of the parent at {0} stopped: {1}",
          endpoint.name(),
          e.toString());
    } finally {
      known.countDown();
    }
  }

  /** One answer, all its parts. A failure is told once and is no reason to stop. */
  private void ask(XRayClient client) throws InterruptedException {
    try {
      XRayTraceDocument trace = XRayTraceDocument.EMPTY;
      String token = null;
      int parts = 0;
      do {
        calls.incrementAndGet();
        trace = trace.and(client.batchGetTraces(xrayTraceId, token));
        token = trace.nextToken();
      } while (token != null && ++parts < MOST_PARTS);
      silent = false;
      emptyAnswers = trace.isEmpty() ? emptyAnswers + 1 : 0;
      if (emptyAnswers == MOST_EMPTY) {
        LOG.log(
            System.Logger.Level.INFO,
            "X-Ray has nothing of trace {0}, as in an account with Transaction Search: the job is"
                + " under the parent that its trace header names",
            xrayTraceId);
      }
      ParentFinder.find(trace, query).ifPresent(found -> best = ParentSegment.better(best, found));
      tell(trace.malformed() == 0 ? null : trace.malformed() + " documents could not be read");
    } catch (MissingCredentialsException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      silent = e instanceof ConnectException || e instanceof HttpTimeoutException;
      tell(e.toString());
    }
  }

  private void tell(@Nullable String failure) {
    if (failure != null && lastFailure == null) {
      lastFailure = failure;
      LOG.log(
          System.Logger.Level.WARNING,
          "the lookup of the parent in X-Ray goes on after: {0}",
          failure);
    }
  }

  /** Waits for the next call; the job's end cuts it short. False where the grace is over too. */
  private boolean goOn(long backoff) throws InterruptedException {
    if (jobOver.getCount() > 0) {
      jobOver.await(backoff, TimeUnit.MILLISECONDS);
      return true;
    }
    return !graceOver.await(FIRST_BACKOFF_MS, TimeUnit.MILLISECONDS);
  }
}
