package spanglue.spark;

import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import spanglue.spark.internal.ledger.RowValues;
import spanglue.spark.internal.ledger.ScalaValues;
import spanglue.spark.internal.plan.Thresholds;
import spanglue.tracing.JobTracing;

/**
 * Puts what Spark executes into a job's trace: a span for each action and for each stage attempt,
 * added when the job ends. Batch only; Spark Connect is not supported.
 */
public final class SparkTracing {
  private static final System.Logger LOG = System.getLogger(SparkTracing.class.getPackageName());

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
          start(context, tracing, false);
        }
      }
    } catch (Exception | LinkageError e) {
      LOG.log(System.Logger.Level.WARNING, "the trace will not show what Spark does", e);
    }
  }

  /** Begins to listen. */
  static SparkRun start(SparkContext context, JobTracing tracing, boolean ownsRoot) {
    return start(context, tracing, ownsRoot, Thresholds.DEFAULT);
  }

  /** Begins to listen, with other limits of what is a finding. */
  static SparkRun start(
      SparkContext context, JobTracing tracing, boolean ownsRoot, Thresholds thresholds) {
    SparkRun run = new SparkRun(context, tracing, ownsRoot, thresholds);
    RunListener listener = new RunListener(run);
    context.listenerBus().addToQueue(listener, SparkRun.QUEUE);
    tracing.extension().redact(RowValues::blanked);
    tracing
        .extension()
        .beforeClose(
            () -> {
              run.tracingCloses();
              // A bus that stops holds its lock until its queues' threads are done; one of them is
              // here.
              if (!run.isOver()) {
                context.removeSparkListener(listener);
              }
            });
    return run;
  }

  /** The run that is traced in that application; null where none is. */
  static @Nullable SparkRun runOf(SparkContext context) {
    try {
      return runs(context).reduce((earlier, later) -> later).orElse(null);
    } catch (Exception | LinkageError e) {
      LOG.log(System.Logger.Level.WARNING, "a step will not be in the trace", e);
      return null;
    }
  }

  private static boolean isAttached(SparkContext context, JobTracing tracing) {
    return runs(context).anyMatch(run -> run.isOf(tracing));
  }

  private static Stream<SparkRun> runs(SparkContext context) {
    ClassTag<RunListener> ours = ClassTag$.MODULE$.apply(RunListener.class);
    return ScalaValues.<RunListener>list(context.listenerBus().findListenersByClass(ours)).stream()
        .map(RunListener::run);
  }
}
