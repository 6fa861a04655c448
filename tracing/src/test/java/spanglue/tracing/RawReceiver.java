package spanglue.tracing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that reads requests of HTTP and answers with bytes that need not be HTTP at all. */
final class RawReceiver implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)\r\n");

  /** What it does about a request; that the client hangs up meanwhile is no fault. */
  @FunctionalInterface
  interface Script {
    void answer(Exchange exchange) throws IOException;
  }

  private final Script script;
  private final ServerSocket socket;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<String> heads = new CopyOnWriteArrayList<>();

  RawReceiver(Script script) {
    this.script = script;
    try {
      socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** The heads of the requests so far. */
  List<String> heads() {
    return heads;
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "raw-receiver");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        start(() -> serve(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      String head = head(connection.getInputStream());
      while (!head.isEmpty()) {
        Matcher length = LENGTH.matcher(head);
        connection
            .getInputStream()
            .readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        heads.add(head);
        script.answer(new Exchange(connection, heads.size()));
        head = head(connection.getInputStream());
      }
    } catch (IOException hungUp) {
      // By one of the two, as is the point of these tests.
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    String text = "";
    for (int next = in.read(); next >= 0 && !text.endsWith("\r\n\r\n"); ) {
      head.write(next);
      text = head.toString(ISO_8859_1);
      next = text.endsWith("\r\n\r\n") ? next : in.read();
    }
    return text.endsWith("\r\n\r\n") ? text : "";
  }

  /** One request, and the connection to answer it on. */
  final class Exchange {
    private final Socket connection;
    private final int number;

    private Exchange(Socket connection, int number) {
      this.connection = connection;
      this.number = number;
    }

    /** Of all requests, from 1 on. */
    int number() {
      return number;
    }

    Exchange write(String bytes) throws IOException {
      connection.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      connection.getOutputStream().flush();
      return this;
    }

    /** A whole answer. */
    void answer(String status, String headers, String body) throws IOException {
      write("HTTP/1.1 " + status + "\r\n" + headers);
      write("Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    void close() throws IOException {
      connection.close();
    }

    void reset() throws IOException {
      connection.setSoLinger(true, 0);
      connection.close();
    }

    void hang() {
      pause(TimeUnit.MINUTES.toMillis(10));
    }

    /** Writes the same again and again, until one of the two hangs up. */
    void drip(String bytes, long everyMillis) throws IOException {
      while (!pause(everyMillis)) {
        write(bytes);
      }
    }

    private boolean pause(long millis) {
      try {
        return closing.await(millis, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        return true;
      }
    }
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    socket.close();
  }
}
