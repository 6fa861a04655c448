package spanglue.spark.internal.ledger;

import org.apache.spark.ExceptionFailure;
import org.apache.spark.FetchFailed;
import org.apache.spark.TaskEndReason;
import org.apache.spark.TaskFailedReason;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.spi.SpanFailure;

/** Why things failed, as Spark says it, in bounded texts. */
final class Failures {
  private Failures() {}

  /** Why an action failed: what its task threw, which Spark hides in the middle of a long text. */
  static SpanFailure of(Throwable thrown) {
    SpanFailure told = SpanFailure.of(thrown, RowValues::blanked);
    Throwable cause = thrown.getCause();
    String message = String.valueOf(thrown.getMessage());
    if (cause == null || !message.startsWith("Job aborted due to stage failure")) {
      return told;
    }
    return new SpanFailure(
        cause.getClass().getName(),
        SpanFailure.of(cause, RowValues::blanked).message(),
        told.stack());
  }

  /** Why a task failed, without its stack; null where the reason is none of its own. */
  static @Nullable SpanFailure of(TaskEndReason reason) {
    if (reason instanceof ExceptionFailure thrown) {
      return failure(thrown.className(), thrown.description(), thrown.fullStackTrace());
    }
    if (reason instanceof FetchFailed fetch) {
      return failure(
          "org.apache.spark.shuffle.FetchFailedException", firstLine(fetch.message()), "");
    }
    if (reason instanceof TaskFailedReason failed) {
      return failure(failed.getClass().getName(), failed.toErrorString(), "");
    }
    return null;
  }

  /** What Spark says only in words. */
  static SpanFailure ofMessage(String message) {
    return failure("org.apache.spark.SparkException", message, "");
  }

  private static SpanFailure failure(
      String type, @Nullable String message, @Nullable String stack) {
    return SpanFailure.told(
        type, message == null ? "" : message, stack == null ? "" : stack, RowValues::blanked);
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "" : text.lines().findFirst().orElse("");
  }
}
