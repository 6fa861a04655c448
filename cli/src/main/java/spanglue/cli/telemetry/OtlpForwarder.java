package spanglue.cli.telemetry;

import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands OTLP requests on to a receiver of the user's, as they came and in their order, on a thread
 * of its own. What that receiver does not take is told once and fails no run.
 */
public final class OtlpForwarder implements AutoCloseable {
  private static final String METRICS = "/v1/metrics";
  private static final Duration REQUEST = Duration.ofSeconds(10);
  private static final Duration AT_THE_END = Duration.ofSeconds(15);

  private final String base;
  private final @Nullable String authorization;
  private final Consumer<String> warn;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(REQUEST).build();
  private final AtomicBoolean failed = new AtomicBoolean();
  private final ExecutorService queue =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "otlp-forwarder");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Forwards to a receiver.
   *
   * @param base its base URL: {@code /v1/traces} and {@code /v1/metrics} are added; a user and a
   *     password in it are sent as {@code Basic} authorization, and told to nobody
   * @param warn is told of the first failure
   */
  public OtlpForwarder(URI base, Consumer<String> warn) {
    this.base = withoutUser(base).replaceAll("/+$", "");
    this.authorization = authorization(base.getUserInfo());
    this.warn = warn;
  }

  private static String withoutUser(URI base) {
    return base.toString().replace("//" + base.getRawUserInfo() + "@", "//");
  }

  private static @Nullable String authorization(@Nullable String user) {
    return user == null
        ? null
        : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a request to {@code path} once those before it are sent; returns at once. */
  public void forward(String path, MessageLite request) {
    queue.execute(() -> post(URI.create(base + path), request.toByteArray()));
  }

  private void post(URI uri, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(REQUEST)
            .header("Content-Type", "application/x-protobuf")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        boolean isOfTracesAlone = answer.statusCode() == 404 && uri.getPath().endsWith(METRICS);
        failed(
            uri,
            "it answered HTTP "
                + answer.statusCode()
                + (isOfTracesAlone
                    ? ": a receiver of traces alone, such as Jaeger, has no place for metrics"
                    : ", expected 200"));
      }
    } catch (IOException e) {
      failed(uri, e.toString().replaceAll("\\p{Cntrl}", "?"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failed(uri, "interrupted");
    }
  }

  private void failed(URI uri, String why) {
    if (!failed.getAndSet(true)) {
      warn.accept(
          "the collector did not take everything; the run goes on. First failure: "
              + (uri + ": " + why));
    }
  }

  /** Waits for what is not sent yet, for a while. */
  @Override
  public void close() {
    queue.shutdown();
    try {
      if (!queue.awaitTermination(AT_THE_END.toSeconds(), TimeUnit.SECONDS)) {
        failed(URI.create(base), "it was too slow");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    queue.shutdownNow();
  }
}
