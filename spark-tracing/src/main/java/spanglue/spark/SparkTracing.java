package spanglue.spark;

import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import spanglue.spark.internal.ledger.RowValues;
import spanglue.spark.internal.ledger.ScalaValues;
import spanglue.spark.internal.plan.Findings.Thresholds;
import spanglue.tracing.JobTracing;
import spanglue.tracing.spi.ProductLog;

/**
 * Puts what Spark executes into a job's trace: a span for each action and for each stage attempt,
 * added when the job ends. Batch only; Spark Connect is not supported.
 */
public final class SparkTracing {
  private static final System.Logger LOG = ProductLog.of(SparkTracing.class);

  private SparkTracing() {}

  /**
   * Traces what {@code session}'s application executes from now on, until {@code tracing} closes or
   * the application ends. Never throws, and a second call with the same arguments does nothing.
   */
  public static void attach(SparkSession session, JobTracing tracing) {
    attach(session.sparkContext(), tracing);
  }

  /** As {@link #attach(SparkSession, JobTracing)}. */
  public static void attach(SparkContext context, JobTracing tracing) {
    try {
      synchronized (SparkTracing.class) {
        if (!isAttached(context, tracing)) {
          // That the application started was told before anybody listened.
          start(context, tracing, false).started(context.applicationId());
        }
      }
    } catch (Exception | LinkageError e) {
      LOG.log(System.Logger.Level.WARNING, "the trace will not show what Spark does", e);
    }
  }

  /** Begins to listen. */
  static TracedApplication start(SparkContext context, JobTracing tracing, boolean ownsRoot) {
    return start(context, tracing, ownsRoot, Thresholds.DEFAULT);
  }

  /** Begins to listen, with other limits of what is a finding. */
  static TracedApplication start(
      SparkContext context, JobTracing tracing, boolean ownsRoot, Thresholds thresholds) {
    TracedApplication application = new TracedApplication(context, tracing, ownsRoot, thresholds);
    TriedVersions.tellUnlessTried(context.version());
    RunListener listener = new RunListener(application);
    context.listenerBus().addToQueue(listener, TracedApplication.QUEUE);
    tracing.extension().redact(RowValues::blanked);
    tracing.extension().redact(application::redacted);
    tracing
        .extension()
        .beforeClose(
            () -> {
              application.tracingCloses();
              // A bus that stops holds its lock until its queues' threads are done; one of them is
              // here.
              if (!application.isOver()) {
                context.removeSparkListener(listener);
              }
            });
    return application;
  }

  /** The application of that context, in its latest trace; null where it has none. */
  static @Nullable TracedApplication of(SparkContext context) {
    try {
      return applications(context).reduce((earlier, later) -> later).orElse(null);
    } catch (Exception | LinkageError e) {
      LOG.log(System.Logger.Level.WARNING, "a step will not be in the trace", e);
      return null;
    }
  }

  private static boolean isAttached(SparkContext context, JobTracing tracing) {
    return applications(context).anyMatch(application -> application.isOf(tracing));
  }

  private static Stream<TracedApplication> applications(SparkContext context) {
    ClassTag<RunListener> ours = ClassTag$.MODULE$.apply(RunListener.class);
    return ScalaValues.<RunListener>list(context.listenerBus().findListenersByClass(ours)).stream()
        .map(RunListener::application)
        .filter(Objects::nonNull);
  }
}
