package spanglue.spark.internal.ledger;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import org.apache.spark.SparkException;
import org.jspecify.annotations.Nullable;
import py4j.Py4JException;

/** Tells what somebody stopped from what failed, by what Spark and Java say of its end. */
final class Cancellation {
  private static final int CAUSES = 8;
  private static final String OF_A_TASK = "Job aborted due to stage failure";

  /**
   * How Spark words it when somebody cancels a job, a group, a tag, a stage or a session's work.
   */
  private static final String WORDS =
      "(?:(?:\\[SPARK_JOB_CANCELLED] )?(?:Job|Stage) \\d+ (?:was )?cancelled|\\[OPERATION_CANCELED])";

  private static final Pattern CANCELLED = Pattern.compile("(?s)" + WORDS + ".*");

  /** Its tasks were killed for that, and so it was aborted. */
  private static final Pattern TASKS_KILLED =
      Pattern.compile("(?s)" + OF_A_TASK + ".*TaskKilled \\(Stage cancelled: " + WORDS + ".*");

  /** The same in a traceback: what a batch's function in Python met comes back as a text. */
  private static final Pattern IN_PYTHON =
      Pattern.compile(
          "(?m)^: java\\.[\\w.]*(?:Interrupted(?:IO)?Exception|ClosedByInterruptException)\\b"
              + "|^[:\\w. ]*SparkException: "
              + WORDS);

  private Cancellation() {}

  /**
   * Whether somebody stopped what ended with {@code thrown}: asked Spark to, or interrupted the
   * thread. What a task threw is a failure, whatever it is called.
   */
  static boolean is(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; depth < CAUSES && cause != null; depth++) {
      String message = cause.getMessage();
      if (isInterrupt(cause)
          || (cause instanceof SparkException && isTold(message))
          || (cause instanceof Py4JException && isToldInPython(message))) {
        return !hidesAFailure(thrown);
      }
      if (message != null && message.startsWith(OF_A_TASK)) {
        return false;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** Whether Spark's words say so. */
  static boolean isTold(@Nullable String message) {
    return message != null
        && (CANCELLED.matcher(message).matches() || TASKS_KILLED.matcher(message).matches());
  }

  private static boolean isToldInPython(@Nullable String traceback) {
    return traceback != null && IN_PYTHON.matcher(traceback).find();
  }

  private static boolean isInterrupt(Throwable thrown) {
    return thrown instanceof InterruptedException
        || thrown instanceof ClosedByInterruptException
        || thrown instanceof CancellationException
        || (thrown instanceof InterruptedIOException
            && !(thrown instanceof SocketTimeoutException));
  }

  /** Of several stages that Spark ran at once, it cancels the others where one fails. */
  private static boolean hidesAFailure(Throwable thrown) {
    if (thrown instanceof SparkException) {
      for (Throwable other : thrown.getSuppressed()) {
        if (!is(other)) {
          return true;
        }
      }
    }
    return false;
  }
}
