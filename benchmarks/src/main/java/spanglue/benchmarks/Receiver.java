package spanglue.benchmarks;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that takes what is sent to it as OTLP/HTTP, and lasts as long as its standard input. It
 * prints its URL, and the bytes that it took when it ends.
 */
final class Receiver {
  private Receiver() {}

  public static void main(String[] args) throws IOException {
    AtomicLong bytes = new AtomicLong();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            bytes.addAndGet(exchange.getRequestBody().readAllBytes().length);
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
    System.out.println("http://127.0.0.1:" + server.getAddress().getPort());
    System.in.transferTo(OutputStream.nullOutputStream());
    server.stop(0);
    System.out.println(bytes.get());
  }
}
