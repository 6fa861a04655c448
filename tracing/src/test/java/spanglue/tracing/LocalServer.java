package spanglue.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server of the JDK on a free port of the loopback interface. */
public final class LocalServer implements AutoCloseable {
  /** What a server makes of one request: a status and a body, or no answer at all. */
  @FunctionalInterface
  public interface Answering {
    Answer answer(byte[] request) throws IOException;
  }

  /** Status 0 never answers. */
  public record Answer(int status, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Map<String, List<String>> headers = Map.of();
  private final CountDownLatch closing = new CountDownLatch(1);

  public LocalServer(String path, Answering answering) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    serving(path, answering);
    server.start();
  }

  /** Serves another path too. */
  LocalServer serving(String path, Answering answering) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            headers = Map.copyOf(exchange.getRequestHeaders());
            Answer answer = answering.answer(exchange.getRequestBody().readAllBytes());
            if (answer.status() == 0) {
              closing.await();
              return;
            }
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    return this;
  }

  /** Of the last request. */
  public Map<String, List<String>> headers() {
    return headers;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A URL where nobody listens. */
  public static String deadUrl() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://127.0.0.1:" + socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
