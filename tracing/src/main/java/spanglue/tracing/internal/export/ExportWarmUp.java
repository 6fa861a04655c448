package spanglue.tracing.internal.export;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import spanglue.tracing.internal.export.SpanDelivery.Destination;

/** Loads the classes that sending needs, beside the job. Nothing is sent. */
public final class ExportWarmUp {
  private static final AtomicBoolean DONE = new AtomicBoolean();

  private ExportWarmUp() {}

  /** Returns at once; once in a JVM is enough. */
  public static void start(Destination destination) {
    if (DONE.compareAndSet(false, true)) {
      Thread worker = new Thread(() -> load(destination), "spanglue-warm-up");
      worker.setDaemon(true);
      worker.start();
    }
  }

  private static void load(Destination destination) {
    try {
      SpanDelivery delivery = destination.exporter().apply(Duration.ofSeconds(4));
      delivery.warmUp();
      delivery.close();
    } catch (RuntimeException | LinkageError toldWhenItIsSent) {
      // What is wrong here is wrong then too.
    }
  }
}
