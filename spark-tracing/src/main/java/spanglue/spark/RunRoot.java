package spanglue.spark;

import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.util.ShutdownHookManager;
import org.jspecify.annotations.Nullable;
import spanglue.spark.internal.ledger.ActionEndings;
import spanglue.spark.internal.ledger.Completion.Status;
import spanglue.spark.vocabulary.SparkAttribute;
import spanglue.spark.vocabulary.SparkTracingConf;
import spanglue.tracing.JobTracing;
import spanglue.tracing.spi.SpanFailure;
import spanglue.tracing.vocabulary.TraceAttribute;

/** The root of an application's trace: who ends it, and as what. */
final class RunRoot {

  /** The thread on which the JVM handles what would end it. */
  private static final Pattern SIGNAL = Pattern.compile("SIG(TERM|INT|HUP) handler");

  private final JobTracing tracing;
  private final boolean isOwn;
  private final boolean runIdGiven;

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

  /**
   * The application ended. Ends the root where nobody else will: it is the application's own, or
   * the JVM goes down before the job could close it.
   */
  void applicationEnded(int exitCode, ActionEndings endings) {
    boolean goesDown = ShutdownHookManager.inShutdown();
    if (!isOwn && !goesDown) {
      return;
    }
    if (isOwn || JobTracing.current() == tracing) {
      boolean failed =
          fail(exitCode, exitCode != 0 || (goesDown && !isKilled()) ? endings.last() : null);
      tracing
          .root()
          .annotate(TraceAttribute.OUTCOME.key(), failed ? Status.FAILED.text() : "unknown");
    }
    tracing.close();
  }

  /**
   * Fails the root where Spark or the JVM was told that the program failed. That an action did says
   * nothing of it, unless the program ends by itself right after that and does not stop the
   * context.
   *
   * @param diedOf the failure of such an action
   * @return whether it failed
   */
  private boolean fail(int exitCode, @Nullable SpanFailure diedOf) {
    Throwable uncaught = UncaughtException.ofMain();
    if (uncaught != null) {
      tracing.fail(uncaught);
    } else if (diedOf != null) {
      tracing.extension().fail(diedOf);
    } else if (exitCode != 0) {
      tracing.extension().fail(exit(exitCode));
    } else {
      return false;
    }
    return true;
  }

  /** Whether a signal ends the JVM, as it ends a server: then nothing in it does. */
  private static boolean isKilled() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> SIGNAL.matcher(thread.getName()).matches());
  }

  /** Why a root failed of which only the exit code is known. */
  static SpanFailure exit(int code) {
    return new SpanFailure("exit", "the application ended with exit code " + code, "");
  }
}
