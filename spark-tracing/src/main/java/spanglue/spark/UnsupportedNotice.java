package spanglue.spark;

import java.util.concurrent.atomic.AtomicBoolean;
import spanglue.tracing.spi.ProductLog;

/** Says, once an application, what a trace does not show as what it is. */
final class UnsupportedNotice {
  private static final System.Logger LOG = ProductLog.of(UnsupportedNotice.class);
  private final AtomicBoolean said = new AtomicBoolean();

  /** Looks at an event that is not known otherwise. */
  void see(String eventClass) {
    boolean streaming = eventClass.startsWith("org.apache.spark.sql.streaming.");
    if ((streaming || eventClass.startsWith("org.apache.spark.sql.connect."))
        && said.compareAndSet(false, true)) {
      LOG.log(
          System.Logger.Level.WARNING,
          streaming
              ? "structured streaming is not traced as such: each micro-batch counts as an action"
              : "Spark Connect is not supported: all its sessions share this one trace");
    }
  }
}
