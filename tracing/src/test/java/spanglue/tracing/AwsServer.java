package spanglue.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import spanglue.tracing.LocalServer.Answer;

/** Stands in for X-Ray and CloudWatch, and takes no request that is not signed for it. */
public final class AwsServer implements AutoCloseable {
  public static final String REGION = "eu-west-1";
  public static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  public static final String TOKEN = "AQoDYXdzEPT//////////wEXAMPLE";

  /** What signs for it, as variables of the environment. */
  public static final Map<String, String> CREDENTIALS =
      Map.of(
          "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
          "AWS_SECRET_ACCESS_KEY", SECRET,
          "AWS_SESSION_TOKEN", TOKEN);

  public static final String SEGMENTS = "/TraceSegments";
  public static final String TRACES = "/Traces";
  public static final String SPANS = "/v1/traces";
  public static final String METRICS = "/";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<String, Queue<Function<byte[], Answer>>> answers = new ConcurrentHashMap<>();
  private final Map<String, List<byte[]>> taken = new ConcurrentHashMap<>();
  private final List<String> refusals = new CopyOnWriteArrayList<>();
  private final Map<String, Semaphore> arrived = new ConcurrentHashMap<>();

  public AwsServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** Answers the next request of {@code path} so, in the place of taking it; 0 never answers. */
  public AwsServer answering(String path, int status, String body) {
    return answering(path, request -> new Answer(status, body));
  }

  /** The same, by what the request holds. */
  public AwsServer answering(String path, Function<byte[], Answer> answer) {
    answers.computeIfAbsent(path, p -> new ConcurrentLinkedQueue<>()).add(answer);
    return this;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The bodies of requests of {@code path} that were signed right, whatever they were answered. */
  public List<byte[]> requests(String path) {
    return taken.computeIfAbsent(path, p -> new CopyOnWriteArrayList<>());
  }

  /** The same as texts. */
  public List<String> texts(String path) {
    return requests(path).stream().map(body -> new String(body, UTF_8)).toList();
  }

  /** Why signatures were not taken. */
  public List<String> refusals() {
    return refusals;
  }

  /** Waits until so many requests of {@code path} have come. */
  public void awaitRequests(String path, int count) {
    try {
      if (!arrived(path).tryAcquire(count, 30, TimeUnit.SECONDS)) {
        throw new AssertionError("only " + requests(path).size() + " requests came, not " + count);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Semaphore arrived(String path) {
    return arrived.computeIfAbsent(path, p -> new Semaphore(0));
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] body = exchange.getRequestBody().readAllBytes();
      Map<String, String> headers =
          exchange.getRequestHeaders().entrySet().stream()
              .collect(
                  Collectors.toMap(
                      header -> header.getKey().toLowerCase(Locale.ROOT),
                      header -> String.join(",", header.getValue())));
      String service = path.equals(METRICS) ? "monitoring" : "xray";
      String wrong = SignatureCheck.check(path, headers, body, REGION + "/" + service, CREDENTIALS);
      Answer answer;
      if (wrong.isEmpty()) {
        requests(path).add(body);
        arrived(path).release();
        Function<byte[], Answer> next =
            answers.getOrDefault(path, new ConcurrentLinkedQueue<>()).poll();
        answer = next == null ? new Answer(200, "{}") : next.apply(body);
      } else {
        refusals.add(path + ": " + wrong);
        answer = new Answer(403, "{\"__type\":\"" + wrong + "\",\"message\":\"no\"}");
      }
      if (answer.status() == 0) {
        closing.await();
        return;
      }
      byte[] bytes = answer.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
