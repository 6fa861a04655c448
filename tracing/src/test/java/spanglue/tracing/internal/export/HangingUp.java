package spanglue.tracing.internal.export;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that reads the head of a request and closes the connection. */
final class HangingUp implements AutoCloseable {
  private final ServerSocket socket;
  private final AtomicInteger requests = new AtomicInteger();

  /**
   * @param port 0 for a free one
   */
  HangingUp(String address, int port) throws IOException {
    socket = new ServerSocket(port, 8, InetAddress.getByName(address));
    Thread thread = new Thread(this::serve, "hanging-up");
    thread.setDaemon(true);
    thread.start();
  }

  String url() {
    return "http://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort();
  }

  int requests() {
    return requests.get();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept();
          BufferedReader request =
              new BufferedReader(
                  new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII))) {
        requests.incrementAndGet();
        for (String line = request.readLine(); line != null && !line.isEmpty(); ) {
          line = request.readLine();
        }
      } catch (IOException closed) {
        // The next one, or the end.
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
