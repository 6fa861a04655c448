package spanglue.cli;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import spanglue.cli.aws.FunctionProcess;
import spanglue.cli.aws.Interpreter;
import spanglue.cli.aws.LocalExecutions;
import spanglue.cli.aws.ObjectCreated;
import spanglue.cli.process.Json;
import spanglue.tracing.SafeOutput;

/** Why a run failed, in one line. */
final class RunCause {
  private RunCause() {}

  /** Why the function started no execution. */
  static String ofNoExecution(ObjectCreated created, FunctionProcess.Result result) {
    String key = SafeOutput.line(created.key());
    String refusal = result.refusal();
    if (refusal != null) {
      return FunctionProcess.NAME + " refused " + key + ": " + SafeOutput.line(refusal);
    }
    String error = result.error();
    return error == null
        ? FunctionProcess.NAME + " started no execution for " + key
        : FunctionProcess.NAME + " failed: " + SafeOutput.line(error);
  }

  /**
   * Waits for the execution's end.
   *
   * @return null where it succeeded, else its cause: of a job, the job's own message
   */
  static @Nullable String await(LocalExecutions.Execution execution) {
    try {
      return of(execution.outcome().join());
    } catch (CompletionException e) {
      return SafeOutput.line(String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
    }
  }

  private static @Nullable String of(Interpreter.Outcome outcome) {
    return outcome.error() == null ? null : ofStepFunctions(outcome.error(), outcome.cause());
  }

  /** What Step Functions tells of a failed execution; a job's own message is in the cause. */
  static String ofStepFunctions(String error, @Nullable String told) {
    String cause = told == null ? "" : told;
    String message =
        cause.startsWith("{") ? Json.read(cause).path("ErrorMessage").asText(cause) : cause;
    return SafeOutput.line(message.isBlank() ? error : message);
  }
}
