package spanglue.tracing.internal.export;

import io.opentelemetry.exporter.internal.otlp.metrics.MetricsRequestMarshaler;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Loads the classes that sending needs, a thousand of them, beside the job instead of at its end.
 * Nothing is sent.
 */
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
      OtlpDelivery.exporter(endpoint, Duration.ofSeconds(1)).close();
      MetricsSender.exporter(endpoint).close();
      TraceRequestMarshaler.create(List.of()).writeBinaryTo(OutputStream.nullOutputStream());
      MetricsRequestMarshaler.create(List.of()).writeBinaryTo(OutputStream.nullOutputStream());
    } catch (IOException | RuntimeException | LinkageError toldWhenItIsSent) {
      // What is wrong here is wrong then too.
    }
  }
}
