package spanglue.cli.process;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import spanglue.tracing.SafeOutput;

/** An HTTP server on a free port of the loopback interface, for POST requests. */
public final class LoopbackServer implements AutoCloseable {
  /**
   * A request.
   *
   * @param uri path and query, as they were sent
   * @param sent the body as it was sent
   * @param body the body, unpacked
   */
  public record Request(URI uri, Map<String, String> headers, ByteString sent, ByteString body) {
    /** A header's value; empty where there is none. {@code name} in lower case. */
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** An answer. */
  public record Response(int status, String contentType, ByteString body) {
    public static Response text(int status, String contentType, String body) {
      return new Response(status, contentType, ByteString.copyFromUtf8(body));
    }
  }

  /** Answers the requests of one path. */
  public interface Endpoint {
    Response answer(Request request);
  }

  private final ExecutorService threads = Executors.newCachedThreadPool(LoopbackServer::thread);
  private final HttpServer server;

  private LoopbackServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts answering.
   *
   * @param endpoints by the beginning of their path
   * @throws LocalException where no port can be had
   */
  public static LoopbackServer start(Map<String, Endpoint> endpoints) {
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      HttpServer http = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
      var server = new LoopbackServer(http);
      endpoints.forEach(
          (path, endpoint) -> http.createContext(path, exchange -> handle(exchange, endpoint)));
      http.setExecutor(server.threads);
      http.start();
      return server;
    } catch (IOException e) {
      throw new LocalException("no local server can be started: " + e, e);
    }
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void handle(HttpExchange exchange, Endpoint endpoint) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("POST")) {
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      ByteString sent = ByteString.readFrom(exchange.getRequestBody());
      Response response =
          endpoint.answer(
              new Request(
                  exchange.getRequestURI(), headers(exchange), sent, unpacked(exchange, sent)));
      exchange.getResponseHeaders().set("Content-Type", response.contentType());
      exchange.sendResponseHeaders(response.status(), response.body().size());
      response.body().writeTo(exchange.getResponseBody());
    } catch (RuntimeException e) {
      System.err.println(
          "spanglue: " + SafeOutput.line(exchange.getRequestURI() + " failed: " + e));
      throw e;
    }
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    return headers;
  }

  private static ByteString unpacked(HttpExchange exchange, ByteString sent) throws IOException {
    if (!"gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
      return sent;
    }
    try (InputStream in = new GZIPInputStream(sent.newInput())) {
      return ByteString.readFrom(in);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "loopback-server");
    thread.setDaemon(true);
    return thread;
  }
}
