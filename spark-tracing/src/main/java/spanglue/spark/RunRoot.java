package spanglue.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.util.ShutdownHookManager;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.ledger.ActionRecord;
import spanglue.spark.internal.ledger.Completion.Status;
import spanglue.spark.vocabulary.SparkAttribute;
import spanglue.spark.vocabulary.SparkTracingConf;
import spanglue.tracing.JobTracing;
import spanglue.tracing.spi.SpanFailure;
import spanglue.tracing.vocabulary.TraceAttribute;

/** The root of an application's trace: who ends it, and as what. */
final class RunRoot {

  private final JobTracing tracing;
  private final boolean isOwn;
  private final boolean runIdGiven;
  private @Nullable SpanFailure firstFailure;

  /**
   * A root that has not ended.
   *
   * @param isOwn whether it is there for the application alone, and ends with it
   */
  RunRoot(JobTracing tracing, boolean isOwn, SparkConf conf) {
    this.tracing = tracing;
    this.isOwn = isOwn;
    this.runIdGiven = conf.contains(SparkTracingConf.JOB_RUN_ID.key());
  }

  /** Spark knows its own id only now. */
  void applicationStarted(@Nullable String applicationId) {
    if (applicationId != null) {
      tracing.root().set(SparkAttribute.APP_ID.key(), applicationId);
      if (isOwn && !runIdGiven) {
        tracing.root().annotate(TraceAttribute.JOB_RUN_ID.key(), applicationId);
      }
    }
  }

  synchronized void actionEnded(ActionRecord action) {
    if (firstFailure == null && action.completion().hasFailed()) {
      firstFailure = action.completion().failure();
    }
  }

  /**
   * The application ended. Ends the root where nobody else will: it is the application's own, or
   * the JVM goes down before the job could close it.
   */
  void applicationEnded(int exitCode) {
    if (!isOwn && !ShutdownHookManager.inShutdown()) {
      return;
    }
    if (isOwn || JobTracing.current() == tracing) {
      SpanFailure why = exitCode == 0 ? ownFailure() : exit(exitCode);
      if (why != null) {
        tracing.extension().fail(why);
      }
      tracing
          .root()
          .annotate(TraceAttribute.OUTCOME.key(), why == null ? "unknown" : Status.FAILED.text());
    }
    tracing.close();
  }

  /** A job that has code of its own may have dealt with an action's failure. */
  private synchronized @Nullable SpanFailure ownFailure() {
    return isOwn ? firstFailure : null;
  }

  private static SpanFailure exit(int code) {
    return new SpanFailure("exit", "the application ended with exit code " + code, "");
  }
}
