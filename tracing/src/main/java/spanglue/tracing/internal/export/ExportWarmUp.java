package spanglue.tracing.internal.export;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import spanglue.tracing.internal.http.HttpClients;
import spanglue.tracing.internal.http.ReceiverUrl;

/** Loads the classes that sending needs, beside the job. Nothing is sent. */
public final class ExportWarmUp {
  private static final AtomicBoolean DONE = new AtomicBoolean();

  private ExportWarmUp() {}

  /** Returns at once; once in a JVM is enough. */
  public static void start(String endpoint) {
    if (DONE.compareAndSet(false, true)) {
      Thread worker = new Thread(() -> load(endpoint), "spanglue-warm-up");
      worker.setDaemon(true);
      worker.start();
    }
  }

  private static void load(String endpoint) {
    try {
      URI url = ReceiverUrl.of(endpoint, "").url();
      HttpClients.of(url, Duration.ofSeconds(1));
      OtlpHttp.request(url, OtlpProtobuf.traces(List.of()), null);
      OtlpProtobuf.metrics(List.of());
    } catch (RuntimeException | LinkageError toldWhenItIsSent) {
      // What is wrong here is wrong then too.
    }
  }
}
