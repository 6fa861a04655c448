package spanglue.glue.read;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** S3 as far as S3A needs it to read one object: HEAD, and GET with Range and If-Match. */
final class OneObjectStore implements AutoCloseable {
  /** What a key has at a time. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Stored(byte[] bytes, String etag) {}

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile Stored stored = new Stored(new byte[0], "");
  private volatile Runnable afterHead = () -> {};

  OneObjectStore() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  void put(String text, String etag) {
    put(text.getBytes(StandardCharsets.UTF_8), etag);
  }

  void put(byte[] bytes, String etag) {
    stored = new Stored(bytes, etag);
  }

  /** Does something between an answered HEAD and whatever is asked next. */
  void afterHead(Runnable action) {
    afterHead = action;
  }

  /** A bucket by this store's port, so that no test meets another's S3A. */
  Path path(Configuration conf, String key) {
    String bucket = "bucket-" + server.getAddress().getPort();
    String options = "fs.s3a.bucket." + bucket + ".";
    conf.set(options + "endpoint", "http://127.0.0.1:" + server.getAddress().getPort());
    conf.set(options + "endpoint.region", "us-east-1");
    conf.set(options + "path.style.access", "true");
    conf.set(options + "connection.ssl.enabled", "false");
    conf.set(
        options + "aws.credentials.provider",
        "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
    conf.set(options + "access.key", "key");
    conf.set(options + "secret.key", "secret");
    return new Path("s3a://" + bucket + "/" + key);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Stored now = stored;
      exchange.getResponseHeaders().set("ETag", '"' + now.etag() + '"');
      exchange.getResponseHeaders().set("Last-Modified", "Mon, 23 Nov 2026 10:00:00 GMT");
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.getResponseHeaders().set("Content-Length", "" + now.bytes().length);
        exchange.sendResponseHeaders(200, -1);
        afterHead.run();
        return;
      }
      String condition = exchange.getRequestHeaders().getFirst("If-Match");
      if (condition != null && !condition.replace("\"", "").equals(now.etag())) {
        exchange.sendResponseHeaders(412, -1);
        return;
      }
      byte[] part = part(now.bytes(), exchange.getRequestHeaders().getFirst("Range"));
      exchange.sendResponseHeaders(206, part.length);
      exchange.getResponseBody().write(part);
    }
  }

  /** S3A always asks for a range such as {@code bytes=0-9}. */
  private static byte[] part(byte[] bytes, String range) {
    String[] ends = range.replace("bytes=", "").split("-", -1);
    int end = Math.min(bytes.length, Integer.parseInt(ends[1]) + 1);
    return Arrays.copyOfRange(bytes, Integer.parseInt(ends[0]), end);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
