package spanglue.stack.workflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.stepfunctions.CustomState;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.JitterType;
import software.amazon.awscdk.services.stepfunctions.JsonPath;
import software.amazon.awscdk.services.stepfunctions.RetryProps;
import software.constructs.Construct;
import spanglue.stack.jobs.GlueJob;
import spanglue.stack.route.RouteArguments;
import spanglue.stack.settings.StackSettings;
import spanglue.stack.shared.Names;

/**
 * The states: {@code Clean}, then {@code Process}.
 *
 * @param cleaningJob name of the Glue job of the state {@code Clean}
 * @param processingJob name of the Glue job of the state {@code Process}
 * @param route arguments that tell a job by which way its traces go
 */
public record WorkflowDefinition(
    String cleaningJob, String processingJob, Map<String, String> route, QueueAllowance allowance) {

  /** Glue has no room for a run just now. */
  private static final List<String> NO_ROOM =
      List.of("Glue.ConcurrentRunsExceededException", "Glue.ResourceNumberLimitExceededException");

  /** Glue could not take a start just now, or never will: the last two stand for either. */
  private static final List<String> FAULTS =
      List.of(
          "Glue.ThrottlingException",
          "Glue.InternalServiceException",
          "Glue.OperationTimeoutException",
          "Glue.AWSGlueException",
          "Glue.SdkClientException");

  /** What some settings deploy. */
  public static WorkflowDefinition of(StackSettings settings) {
    Names names = settings.names();
    return new WorkflowDefinition(
        names.cleaningJob(),
        names.processingJob(),
        RouteArguments.of(settings),
        new QueueAllowance(settings.concurrentRuns(), GlueJob.TIMEOUT));
  }

  /** Makes the states in {@code scope} and returns the first. */
  IChainable in(Construct scope) {
    return task(scope, "Clean", cleaningJob).next(task(scope, "Process", processingJob));
  }

  /**
   * GlueStartJobRun can give the run a timeout but not the state. A job that failed is not tried
   * again, nor caught: its error and cause are the execution's, and a redrive begins with it.
   */
  private CustomState task(Construct scope, String state, String job) {
    var task = CustomState.Builder.create(scope, state).stateJson(stateJson(state, job)).build();
    task.addRetry(retry(NO_ROOM, QueueAllowance.FIRST_DELAY, allowance.retries()));
    task.addRetry(retry(FAULTS, QueueAllowance.FAULT_DELAY, QueueAllowance.FAULT_RETRIES));
    return task;
  }

  private static RetryProps retry(List<String> errors, java.time.Duration first, int attempts) {
    return RetryProps.builder()
        .errors(errors)
        .interval(Duration.seconds(first.toSeconds()))
        .backoffRate(QueueAllowance.DELAY_GROWTH)
        .maxDelay(Duration.seconds(QueueAllowance.LONGEST_DELAY.toSeconds()))
        .maxAttempts(attempts)
        .jitterStrategy(JitterType.FULL)
        .build();
  }

  private Map<String, Object> stateJson(String state, String job) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("Type", "Task");
    json.put("Resource", "arn:" + Aws.PARTITION + ":states:::glue:startJobRun.sync");
    json.put("Parameters", parameters(state, job));
    json.put("ResultPath", JsonPath.DISCARD);
    json.put("TimeoutSeconds", allowance.stateTimeout().toSeconds());
    return json;
  }

  private Map<String, Object> parameters(String state, String job) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("JobName", job);
    parameters.put("Arguments", arguments(state, job));
    return parameters;
  }

  private Map<String, String> arguments(String state, String job) {
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("--bucket_name.$", "$.bucket");
    // A key may have blanks, quotes and line breaks: no document says that Glue keeps them.
    arguments.put("--key.$", "$.key_base64");
    if (job.equals(cleaningJob)) {
      arguments.put("--etag.$", "$.etag");
      arguments.put("--size.$", "$.size");
      arguments.put("--version_id.$", "$.version_id");
    }
    arguments.put("--run_id.$", "$.run_id");
    arguments.put("--run_date.$", "$.run_date");
    arguments.put("--trace_header.$", "$.trace_header");
    arguments.put("--execution_id.$", "$$.Execution.Id");
    // Glue takes texts alone. Retries are the state's: the starts that were refused count too.
    arguments.put("--retry_count.$", "States.Format('{}', $$.State.RetryCount)");
    arguments.put("--redrive_count.$", "States.Format('{}', $$.Execution.RedriveCount)");
    arguments.put("--state_name.$", "States.Base64Encode('" + state + "')");
    arguments.putAll(route);
    return arguments;
  }
}
