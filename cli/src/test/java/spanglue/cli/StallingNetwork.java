package spanglue.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A way to a server on which a connection carries so many bytes there, and then no more. */
final class StallingNetwork implements AutoCloseable {
  private final ServerSocket entry;
  private final URI server;
  private final long most;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  /** Counted down as soon as one connection stands still. */
  final CountDownLatch stalled = new CountDownLatch(1);

  private StallingNetwork(ServerSocket entry, URI server, long most) {
    this.entry = entry;
    this.server = server;
    this.most = most;
  }

  static StallingNetwork to(URI server, long most) throws IOException {
    var network =
        new StallingNetwork(
            new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server, most);
    start(network::accept);
    return network;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + entry.getLocalPort());
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = entry.accept();
      Socket behind = new Socket(server.getHost(), server.getPort());
      sockets.add(client);
      sockets.add(behind);
      start(() -> carry(client.getInputStream(), behind.getOutputStream(), most));
      start(() -> carry(behind.getInputStream(), client.getOutputStream(), Long.MAX_VALUE));
    }
  }

  private void carry(InputStream in, OutputStream out, long most) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long carried = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      carried += read;
      if (carried > most) {
        stalled.countDown();
        return;
      }
      out.write(buffer, 0, read);
      out.flush();
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // The other side, or the test, has ended.
              }
            },
            "network");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    entry.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
