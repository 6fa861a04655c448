package spanglue.cli.telemetry;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import spanglue.cli.child.ServerMain;
import spanglue.cli.process.ChildProcesses;
import spanglue.cli.process.Installation;
import spanglue.cli.process.JavaCommand;
import spanglue.cli.process.LocalException;
import zipkin2.codec.SpanBytesEncoder;

/** The trace UI: a Zipkin server in a process of its own, on this machine alone. */
public final class ZipkinServer {
  private static final int USUAL_PORT = 9411;
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration REQUEST = Duration.ofSeconds(10);

  private final Installation installation;
  private final ChildProcesses children;
  private final Path temp;

  /** Tells this server from one that another run started on the same port meanwhile. */
  private final String label = "process " + ProcessHandle.current().pid();

  private final HttpClient http = HttpClient.newHttpClient();

  /** One thread, so that what is sent waits for the server to be up. */
  private final ExecutorService queue =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "zipkin");
            thread.setDaemon(true);
            return thread;
          });

  private final Queue<Future<?>> posts = new ConcurrentLinkedQueue<>();
  private final Future<URI> up;

  /** Starts the server, and returns before it is up. */
  public ZipkinServer(Installation installation, ChildProcesses children, Path temp) {
    this.installation = installation;
    this.children = children;
    this.temp = temp;
    this.up = queue.submit(this::start);
  }

  /** Shows spans, as soon as it can. */
  public void accept(ExportTraceServiceRequest request) {
    byte[] body = SpanBytesEncoder.JSON_V2.encodeList(ZipkinSpans.of(request));
    posts.add(queue.submit(() -> post(body)));
  }

  /**
   * Waits until the server is up and has what was accepted so far.
   *
   * @return the page of a trace
   * @throws LocalException where the server does not come up
   */
  public URI page(String traceId) {
    try {
      URI uri = up.get(START.toSeconds() * 2, TimeUnit.SECONDS);
      for (Future<?> post = posts.poll(); post != null; post = posts.poll()) {
        post.get(REQUEST.toSeconds() * 2, TimeUnit.SECONDS);
      }
      return uri.resolve("/zipkin/traces/" + traceId);
    } catch (ExecutionException e) {
      throw new LocalException("the trace UI failed: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new LocalException("the trace UI did not take the trace in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted while the trace UI started", e);
    }
  }

  private URI start() throws IOException, InterruptedException {
    for (int port : List.of(isFree(USUAL_PORT) ? USUAL_PORT : freePort(), freePort())) {
      Process process = children.start(command(port));
      URI uri = URI.create("http://127.0.0.1:" + port);
      if (comesUp(process, uri)) {
        return uri;
      }
      ChildProcesses.end(process);
    }
    throw new LocalException(
        "the trace UI (Zipkin) did not start within " + START.toSeconds() + " s");
  }

  private ProcessBuilder command(int port) {
    List<String> arguments =
        List.of(
            "org.springframework.boot.loader.launch.JarLauncher",
            "--armeria.ports[0].ip=127.0.0.1",
            "--armeria.ports[0].port=" + port,
            "--armeria.ports[0].protocols[0]=http",
            "--zipkin.storage.type=mem",
            "--zipkin.ui.environment=" + label,
            "--logging.level.root=WARN");
    return new JavaCommand(installation.zipkinClassPath())
        .options(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"))
        .process(temp, ServerMain.class, arguments)
        .redirectErrorStream(true)
        .redirectOutput(temp.resolve("zipkin-" + port + ".log").toFile());
  }

  private boolean comesUp(Process process, URI uri) throws InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      if (answers(uri)) {
        return true;
      }
      Thread.sleep(200);
    }
    return false;
  }

  private boolean answers(URI uri) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri.resolve("/zipkin/config.json")).timeout(REQUEST).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body().contains(label);
    } catch (IOException e) {
      return false;
    }
  }

  private @Nullable Void post(byte[] spans)
      throws IOException, InterruptedException, ExecutionException {
    HttpRequest request =
        HttpRequest.newBuilder(up.get().resolve("/api/v2/spans"))
            .timeout(REQUEST)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(spans))
            .build();
    int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status != 202) {
      throw new IOException("the trace UI answered " + status + " to spans; expected 202");
    }
    return null;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return socket.getLocalPort();
    }
  }
}
