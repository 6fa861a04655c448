package spanglue.collector;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Stands between the collector and AWS: passes on, knows when something has come, and goes wrong
 * when it is told to.
 */
final class AwsRelay implements AutoCloseable {
  private static final Set<String> NOT_PASSED_ON =
      Set.of(
          "host", "connection", "content-length", "transfer-encoding", "upgrade", "http2-settings");
  private static final String PUT_LOG_EVENTS = "Logs_20140328.PutLogEvents";

  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final int port = Http.freePort();
  private final URI behind;
  private final AtomicInteger throttled = new AtomicInteger();
  private final AtomicInteger throttledMetrics = new AtomicInteger();
  private final AtomicInteger unansweredMetrics = new AtomicInteger();
  private final AtomicInteger hanging = new AtomicInteger();
  private final AtomicInteger faults = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition something = lock.newCondition();
  private HttpServer server;

  /** Passes on to {@code behind} what it does not spoil. */
  AwsRelay(URI behind) {
    this.behind = behind;
    up();
  }

  URI uri() {
    return Http.loopback(port);
  }

  /** Throttles the next requests. */
  void throttle(int requests) {
    throttled.set(requests);
  }

  /** Throttles the next requests that bring metrics. */
  void throttleMetrics(int requests) {
    throttledMetrics.set(requests);
  }

  /** Passes the next requests that bring metrics on, and leaves them without an answer. */
  void loseAnswersToMetrics(int requests) {
    unansweredMetrics.set(requests);
  }

  /** Leaves the next requests without an answer. */
  void hang(int requests) {
    hanging.set(requests);
  }

  /** How many requests it has spoilt by an answer or by none. */
  int faults() {
    return faults.get();
  }

  /**
   * Waits until a condition holds, and fails where it does not in time. It is asked for again
   * whenever a request has been passed on or spoilt.
   */
  void await(String what, Duration atMost, BooleanSupplier condition) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (!condition.getAsBoolean()) {
        if (left <= 0) {
          throw new AssertionError("waited " + atMost + " in vain: " + what);
        }
        left = something.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void tellWhoWaits() {
    lock.lock();
    try {
      something.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** From now on connections are refused. */
  synchronized void down() {
    server.stop(0);
  }

  /** From now on requests are answered. */
  synchronized void up() {
    try {
      server = HttpServer.create(new InetSocketAddress(uri().getHost(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (takeOne(hanging)) {
        end.await();
      } else if (takeOne(throttled)) {
        answerThrottled(exchange, 429, "ThrottledException");
      } else if (bringsMetrics(exchange) && takeOne(throttledMetrics)) {
        answerThrottled(exchange, 400, "ThrottlingException");
      } else if (bringsMetrics(exchange) && takeOne(unansweredMetrics)) {
        passOn(exchange, body);
        end.await();
      } else {
        HttpResponse<byte[]> real = passOn(exchange, body);
        answer(exchange, real.statusCode(), real.body());
        tellWhoWaits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean takeOne(AtomicInteger left) {
    boolean taken = left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    if (taken) {
      faults.incrementAndGet();
      tellWhoWaits();
    }
    return taken;
  }

  private HttpResponse<byte[]> passOn(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    return client.send(request(exchange, body), HttpResponse.BodyHandlers.ofByteArray());
  }

  private HttpRequest request(HttpExchange exchange, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request.build();
  }

  private static boolean bringsMetrics(HttpExchange exchange) {
    return PUT_LOG_EVENTS.equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
  }

  private static void answerThrottled(HttpExchange exchange, int status, String exception)
      throws IOException {
    exchange.getResponseHeaders().set("x-amzn-ErrorType", exception);
    byte[] body = "{\"Message\":\"Rate exceeded\"}".getBytes(StandardCharsets.UTF_8);
    answer(exchange, status, body);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    end.countDown();
    down();
    threads.shutdownNow();
  }
}
