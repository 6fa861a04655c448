package spanglue.spark.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import py4j.Py4JException;

/** What was stopped, and what only looks like it. */
class CancellationTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Job 0 cancelled part of cancelled job group 5f3",
        "Job 0 cancelled part of cancelled job tags old",
        "Job 12 cancelled because SparkContext was shut down",
        "Job 7 cancelled as part of cancellation of all jobs",
        "Job 2 cancelled because Stage 4 was cancelled",
        "[SPARK_JOB_CANCELLED] Job 3 cancelled part of cancelled job tag old SQLSTATE: XXKDA",
        "Stage 5 was cancelled",
        "[OPERATION_CANCELED] Operation has been canceled. SQLSTATE: HY008",
        "Job aborted due to stage failure: Task 0 in stage 1.0 failed 1 times, most recent failure:"
            + " Lost task 0.0 in stage 1.0 (TID 4) (host executor driver): TaskKilled (Stage"
            + " cancelled: Job 1 cancelled part of cancelled job group nightly)"
      })
  void sparksWordsForIt(String message) {
    assertThat(Cancellation.isTold(message)).isTrue();
    assertThat(Cancellation.is(new SparkException(message))).isTrue();
    assertThat(Cancellation.is(new ExecutionException(new SparkException(message)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Job aborted due to stage failure: Task 0 in stage 1.0 failed 4 times",
        "Job aborted due to stage failure: TaskKilled (Stage cancelled: Job aborted due to stage"
            + " failure: Task 1 in stage 1.0 failed 4 times)",
        "Could not execute broadcast in 2 secs",
        "the order was cancelled",
        "Jobs 3 cancelled"
      })
  void otherWords(String message) {
    assertThat(Cancellation.isTold(message)).isFalse();
    assertThat(Cancellation.is(new SparkException(message))).isFalse();
  }

  @Test
  void anInterruptedDriverHoweverItIsWrapped() {
    assertThat(Cancellation.is(new InterruptedException())).isTrue();
    assertThat(Cancellation.is(new RuntimeException(new InterruptedException()))).isTrue();
    assertThat(Cancellation.is(new UncheckedIOException(new ClosedByInterruptException())))
        .isTrue();
    assertThat(Cancellation.is(new IOException(new InterruptedIOException("read")))).isTrue();
  }

  @Test
  void aBatchInPythonWhoseJobIsCancelled() {
    String traceback =
        "An exception was raised by the Python Proxy. Return Message: Traceback (most recent call"
            + " last):\n  File \"job.py\", line 7, in batch\n    frame.write.parquet(out)\n";
    String error = "py4j.protocol.Py4JJavaError: An error occurred while calling o7.parquet.\n";
    String cancelled =
        ": org.apache.spark.SparkException: [SPARK_JOB_CANCELLED] Job 3 cancelled part of"
            + " cancelled job group 5f3 SQLSTATE: XXKDA\n\tat org.apache.spark";

    assertThat(Cancellation.is(ofBatch(traceback + error + cancelled))).isTrue();
    assertThat(Cancellation.is(ofBatch(traceback + error + ": java.lang.InterruptedException\n")))
        .isTrue();
    assertThat(Cancellation.is(ofBatch(traceback + error + ": java.io.IOException: disk full\n")))
        .isFalse();
    assertThat(Cancellation.is(ofBatch(traceback + "ValueError: Job 3 was cancelled"))).isFalse();
  }

  private static SparkException ofBatch(String message) {
    return new SparkException("[FOREACH_BATCH_USER_FUNCTION_ERROR]", new Py4JException(message));
  }

  @Test
  void aTimeOutIsAFailure() {
    assertThat(Cancellation.is(new SocketTimeoutException("Read timed out"))).isFalse();
    assertThat(
            Cancellation.is(
                new SparkException(
                    "Could not execute broadcast in 2 secs", new TimeoutException())))
        .isFalse();
  }

  @Test
  void whatATaskThrewIsAFailureWhateverItIsCalled() {
    assertThat(
            Cancellation.is(
                new SparkException(
                    "Job aborted due to stage failure: Task 0 failed", new InterruptedException())))
        .isFalse();
  }

  @Test
  void wordsThatAreNotSparksOwnAreAFailure() {
    assertThat(Cancellation.is(new IllegalStateException("Job 12 was cancelled upstream")))
        .isFalse();
  }

  @Test
  void aStageThatFailedBesideOneThatSparkThenCancelledIsAFailure() {
    SparkException cancelled =
        new SparkException("[SPARK_JOB_CANCELLED] Job 3 cancelled part of cancelled job group a");
    SparkException both = new SparkException("Multiple failures", cancelled);
    assertThat(Cancellation.is(both)).isTrue();
    both.addSuppressed(new SparkException("Job aborted due to stage failure: Task 0 failed"));
    assertThat(Cancellation.is(both)).isFalse();
  }
}
