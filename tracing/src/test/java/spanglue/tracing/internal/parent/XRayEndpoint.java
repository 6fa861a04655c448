package spanglue.tracing.internal.parent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import spanglue.tracing.LocalServer;
import spanglue.tracing.LocalServer.Answer;

/** An endpoint that answers BatchGetTraces as it is told to, the last answer again and again. */
public final class XRayEndpoint implements AutoCloseable {
  private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Semaphore arrived = new Semaphore(0);
  private final LocalServer server;

  public XRayEndpoint() {
    server =
        new LocalServer(
            "/Traces",
            body -> {
              requests.add(new String(body, UTF_8));
              arrived.release();
              Answer next = answers.size() > 1 ? answers.poll() : answers.peek();
              return next == null ? new Answer(404, "") : next;
            });
  }

  public XRayEndpoint then(String body) {
    return then(200, body);
  }

  /** Status 0 never answers. */
  public XRayEndpoint then(int status, String body) {
    answers.add(new Answer(status, body));
    return this;
  }

  public String url() {
    return server.url();
  }

  /** Waits until so many requests have come: all but the last were answered by then. */
  public void awaitRequests(int count) {
    try {
      if (!arrived.tryAcquire(count, 30, TimeUnit.SECONDS)) {
        throw new AssertionError("only " + requests.size() + " requests came, not " + count);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public List<String> requests() {
    return requests;
  }

  /** Of the last request. */
  Map<String, List<String>> headers() {
    return server.headers();
  }

  @Override
  public void close() {
    server.close();
  }
}
