package spanglue.cli.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import spanglue.cli.process.Json;
import spanglue.cli.process.LocalException;

/**
 * Finds executions. Their names come of the event that S3 sends to the function, which no client
 * sees, so that one is known by its input: by the trace that the upload began, or else by the
 * object.
 */
public final class RunFinder {
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  private final SfnClient client;
  private final String stateMachine;
  private final Set<String> others = new HashSet<>();

  /**
   * Finds executions of one state machine.
   *
   * @param stateMachine its ARN
   */
  public RunFinder(SfnClient client, String stateMachine) {
    this.client = client;
    this.stateMachine = stateMachine;
  }

  /**
   * The run of an upload; null where there is none yet.
   *
   * @param since the upload's begin
   * @param xrayTraceId of the trace that the upload began
   */
  public @Nullable Run ofUpload(
      String key, String eTag, String versionId, Instant since, String xrayTraceId) {
    for (ExecutionListItem item :
        AwsErrors.told(
            "list the executions of " + stateMachine,
            () ->
                client
                    .listExecutions(
                        request -> request.stateMachineArn(stateMachine).maxResults(1_000))
                    .executions())) {
      if (item.startDate().isBefore(since.minus(CLOCKS_DIFFER))
          || others.contains(item.executionArn())) {
        continue;
      }
      DescribeExecutionResponse execution = describe(item.executionArn());
      JsonNode input = input(execution);
      boolean sameObject =
          input.path("key").asText().equals(key)
              && input.path("etag").asText().equals(eTag)
              && input.path("version_id").asText("").equals(versionId)
              && !item.startDate().isBefore(since);
      if (input.path("trace_header").asText().contains(xrayTraceId) || sameObject) {
        return run(execution, input);
      }
      others.add(item.executionArn());
    }
    return null;
  }

  /** The run of that name, or of that ARN of an execution; null where there is none. */
  public @Nullable Run named(String name) {
    String arn =
        name.startsWith("arn:")
            ? name
            : stateMachine.replaceFirst(":stateMachine:", ":execution:") + ":" + name;
    try {
      DescribeExecutionResponse execution = describe(arn);
      return run(execution, input(execution));
    } catch (LocalException e) {
      if (e.getCause() instanceof ExecutionDoesNotExistException) {
        return null;
      }
      throw e;
    }
  }

  private DescribeExecutionResponse describe(String arn) {
    return AwsErrors.<DescribeExecutionResponse>told(
        "look at execution " + arn,
        () -> client.describeExecution(request -> request.executionArn(arn)));
  }

  private static JsonNode input(DescribeExecutionResponse execution) {
    try {
      return Json.read(Objects.requireNonNullElse(execution.input(), "{}"));
    } catch (IllegalArgumentException e) {
      return Json.object(); // somebody started it by hand
    }
  }

  private static Run run(DescribeExecutionResponse execution, JsonNode input) {
    String header = input.path("trace_header").asText("");
    return new Run(
        execution.name(),
        execution.executionArn(),
        execution.startDate(),
        header.isEmpty() ? Objects.requireNonNullElse(execution.traceHeader(), "") : header);
  }
}
