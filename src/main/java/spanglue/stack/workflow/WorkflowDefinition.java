package spanglue.stack.workflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.stepfunctions.CatchProps;
import software.amazon.awscdk.services.stepfunctions.Choice;
import software.amazon.awscdk.services.stepfunctions.Condition;
import software.amazon.awscdk.services.stepfunctions.CustomState;
import software.amazon.awscdk.services.stepfunctions.Fail;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.INextable;
import software.amazon.awscdk.services.stepfunctions.JitterType;
import software.amazon.awscdk.services.stepfunctions.JsonPath;
import software.amazon.awscdk.services.stepfunctions.RetryProps;
import software.amazon.awscdk.services.stepfunctions.Wait;
import software.amazon.awscdk.services.stepfunctions.WaitTime;
import software.constructs.Construct;
import spanglue.stack.jobs.GlueJob;
import spanglue.stack.network.CollectorEndpoints;
import spanglue.stack.settings.StackSettings;
import spanglue.stack.shared.Names;

/**
 * The states: {@code Clean}, {@code Process}, and {@code Failed} with the error and its cause.
 *
 * @param cleaningJob name of the Glue job of the state {@code Clean}
 * @param processingJob name of the Glue job of the state {@code Process}
 */
public record WorkflowDefinition(
    String cleaningJob,
    String processingJob,
    CollectorEndpoints collector,
    QueueAllowance allowance) {

  /** What Step Functions reports of a start that Glue refused or could not take just now. */
  private static final List<String> GLUE_FAULTS =
      List.of(
          "Glue.ConcurrentRunsExceededException",
          "Glue.ResourceNumberLimitExceededException",
          "Glue.ThrottlingException",
          "Glue.InternalServiceException",
          "Glue.OperationTimeoutException",
          "Glue.AWSGlueException",
          "Glue.SdkClientException");

  private static final String FAILURE = "$.failure";

  /** What some settings deploy. */
  public static WorkflowDefinition of(StackSettings settings) {
    Names names = settings.names();
    return new WorkflowDefinition(
        names.cleaningJob(),
        names.processingJob(),
        CollectorEndpoints.in(names.privateDomain()),
        new QueueAllowance(settings.concurrentRuns(), GlueJob.TIMEOUT));
  }

  /** Makes the states in {@code scope} and returns the first. */
  IChainable in(Construct scope) {
    var failed =
        Fail.Builder.create(scope, "Failed")
            .comment("What failed and why is in the execution's error and cause")
            .errorPath(FAILURE + ".Error")
            .causePath(FAILURE + ".Cause")
            .build();
    var clean = task(scope, "Clean", cleaningJob, failed);
    clean.next(task(scope, "Process", processingJob, failed));
    return clean;
  }

  /** GlueStartJobRun can give the run a timeout but not the state, which also has to queue. */
  private CustomState task(Construct scope, String state, String job, Fail failed) {
    var task = CustomState.Builder.create(scope, state).stateJson(stateJson(state, job)).build();
    task.addRetry(
        RetryProps.builder()
            .errors(GLUE_FAULTS)
            .interval(Duration.seconds(QueueAllowance.FIRST_DELAY.toSeconds()))
            .backoffRate(QueueAllowance.DELAY_GROWTH)
            .maxDelay(Duration.seconds(QueueAllowance.LONGEST_DELAY.toSeconds()))
            .maxAttempts(allowance.retries())
            .jitterStrategy(JitterType.FULL)
            .build());
    task.addCatch(
        whenQueueGaveUp(scope, state, task, failed),
        CatchProps.builder().errors(List.of("States.ALL")).resultPath(FAILURE).build());
    return task;
  }

  /**
   * Glue's queue gives a waiting run up after some 15 minutes: the run then ends as failed without
   * having run at all, which no Retry can tell from a job that failed. It is started again.
   */
  private static IChainable whenQueueGaveUp(
      Construct scope, String state, INextable task, Fail failed) {
    var wait =
        Wait.Builder.create(scope, state + " again later")
            .time(WaitTime.duration(Duration.seconds(QueueAllowance.FIRST_DELAY.toSeconds())))
            .build();
    wait.next((IChainable) task);
    return Choice.Builder.create(scope, state + " ran at all?")
        .build()
        .when(
            Condition.and(
                Condition.stringEquals(FAILURE + ".Error", "States.TaskFailed"),
                Condition.stringMatches(FAILURE + ".Cause", "*\"ExecutionTime\":0,*"),
                Condition.or(
                    Condition.stringMatches(FAILURE + ".Cause", "*xceeded*"),
                    Condition.stringMatches(FAILURE + ".Cause", "*navailable*"))),
            wait)
        .otherwise(failed);
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
    parameters.put("Arguments", arguments(state));
    return parameters;
  }

  private Map<String, String> arguments(String state) {
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("--bucket_name.$", "$.bucket");
    arguments.put("--key.$", "$.key");
    arguments.put("--run_id.$", "$.run_id");
    arguments.put("--run_date.$", "$.run_date");
    arguments.put("--trace_header.$", "$.trace_header");
    arguments.put("--execution_id.$", "$$.Execution.Id");
    arguments.put("--state_name.$", "States.Base64Encode('" + state + "')");
    arguments.put("--otlp_endpoint", collector.otlp());
    arguments.put("--xray_endpoint", collector.xray());
    return arguments;
  }
}
