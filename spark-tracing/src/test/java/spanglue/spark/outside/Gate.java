package spanglue.spark.outside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Where tasks wait until a test lets them go on. */
final class Gate implements AutoCloseable {
  private final ServerSocket server;
  private final List<Socket> waiting = new ArrayList<>();

  Gate() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  int port() {
    return server.getLocalPort();
  }

  /** Waits until so many tasks have come. */
  void await(int tasks, Duration limit) throws IOException {
    server.setSoTimeout(Math.toIntExact(limit.toMillis()));
    while (waiting.size() < tasks) {
      waiting.add(server.accept());
    }
  }

  /** Lets those who wait pass. */
  void pass() {
    waiting.forEach(Gate::pass);
    waiting.clear();
  }

  /** Lets those who wait pass, and whoever comes later. */
  void open() throws IOException {
    server.setSoTimeout(0);
    pass();
    Thread opened = new Thread(this::passAll, "gate");
    opened.setDaemon(true);
    opened.start();
  }

  private void passAll() {
    while (!server.isClosed()) {
      try {
        pass(server.accept());
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static void pass(Socket task) {
    try (task) {
      task.getOutputStream().write(1);
    } catch (IOException e) {
      // That task's process was killed while it waited.
      System.err.println("a task left the gate: " + e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket task : waiting) {
      task.close();
    }
  }
}
