package spanglue.spark;

import java.util.concurrent.atomic.AtomicBoolean;

/** Says, once an application, what a trace does not show as what it is. */
final class UnsupportedNotice {
  private static final System.Logger LOG =
      System.getLogger(UnsupportedNotice.class.getPackageName());
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
