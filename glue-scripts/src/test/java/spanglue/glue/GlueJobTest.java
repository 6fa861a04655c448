package spanglue.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import spanglue.tracing.OtlpReceiver;

class GlueJobTest {
  private static final GlueJob.Work NOTHING = job -> {};

  @Test
  void aWrongArgumentFailsTheJobInOneLine() {
    assertThatThrownBy(() -> GlueJob.run("test", arguments("yesterday"), NOTHING))
        .isInstanceOf(JobFailedException.class)
        .hasMessageStartingWith("argument --run_date is 'yesterday'; expected a date")
        .hasCauseInstanceOf(InvalidInputException.class)
        .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("\n"));
  }

  @Test
  void aFailureBeforeAnyWorkIsInTheTrace() {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      assertThatThrownBy(() -> GlueJob.run("test", arguments("yesterday", receiver.url()), NOTHING))
          .isInstanceOf(JobFailedException.class);

      Span root = receiver.span("Glue Job Execution");
      assertThat(root.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
      assertThat(OtlpReceiver.attributes(root))
          .containsEntry("job_name", "test")
          .containsEntry("outcome", "failed");
      assertThat(OtlpReceiver.map(root.getEvents(0).getAttributesList()))
          .extractingByKey("exception.message")
          .asString()
          .startsWith("argument --run_date is 'yesterday'");
    }
  }

  @Test
  void theTraceTellsTheAttemptTheJobsArnAndArgumentsThatNobodyKnows() {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      String[] args =
          Stream.concat(
                  Stream.of(arguments("yesterday", receiver.url())),
                  Stream.of(
                      "--JOB_NAME",
                      "clean",
                      "--execution_id",
                      "arn:aws:states:eu-west-1:123456789012:execution:pipeline:run",
                      "--redrive_count",
                      "1",
                      "--job_queue",
                      "q"))
              .toArray(String[]::new);

      assertThatThrownBy(() -> GlueJob.run("test", args, NOTHING));

      assertThat(OtlpReceiver.attributes(receiver.span("Glue Job Execution")))
          .containsEntry("spanglue.job.attempt", 2L)
          .containsEntry("spanglue.arguments.unknown", List.of("--job_queue"));
      assertThat(receiver.resource())
          .containsEntry("cloud.resource_id", "arn:aws:glue:eu-west-1:123456789012:job/clean");
    }
  }

  @Test
  void theCauseIsOurOwnExceptionWhateverWrapsItOrLiesBeneath() {
    InvalidInputException ours = new InvalidInputException("a column is missing\nsecond line");
    ours.initCause(new IllegalStateException("beneath"));

    assertThat(failed(new ExecutionException("Spark says", ours)))
        .hasMessage("a column is missing");
  }

  @Test
  void theCauseIsElseTheInnermostExceptionWithItsType() {
    Exception inner = new IllegalStateException("no space left\n\tat the end");

    assertThat(failed(new ExecutionException("Job aborted", inner)))
        .hasMessage("IllegalStateException: no space left");
    assertThat(failed(new IllegalStateException())).hasMessage("java.lang.IllegalStateException");
  }

  @Test
  void theCauseOfAPythonFunctionIsTheLastLineOfItsTraceback() {
    Exception python =
        new IllegalStateException(
            """
            Traceback (most recent call last):
              File "/app/job.py", line 3, in clean
                raise ValueError("no price")
            ValueError: no price
            """);

    assertThat(failed(new ExecutionException("Job aborted due to stage failure", python)))
        .hasMessage("IllegalStateException: ValueError: no price");
  }

  @Test
  void whatOthersWroteInTheCauseIsFitToBeShown() {
    assertThatThrownBy(
            () ->
                GlueJob.run(
                    "test", arguments("2026-11-23\u001b[2J\u0000?password=s3cr3t"), NOTHING))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("2026-11-23?password=***");
  }

  private static JobFailedException failed(Throwable failure) {
    return new JobFailedException(failure, text -> text);
  }

  private static String[] arguments(String date) {
    return new String[] {"--bucket_name", "b", "--key", "k", "--run_id", "r", "--run_date", date};
  }

  private static String[] arguments(String date, String otlpEndpoint) {
    return new String[] {
      "--bucket_name",
      "b",
      "--key",
      "k",
      "--run_id",
      "r",
      "--run_date",
      date,
      "--otlp_endpoint",
      otlpEndpoint
    };
  }
}
