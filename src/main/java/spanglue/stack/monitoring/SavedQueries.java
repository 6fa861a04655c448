package spanglue.stack.monitoring;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.logs.CfnQueryDefinition;
import software.amazon.awscdk.services.xray.CfnGroup;
import software.constructs.Construct;
import spanglue.stack.shared.Names;

/**
 * Questions that one has when something went wrong, ready to be run: of the logs (CloudWatch Logs
 * Insights lists them in a folder with the stack's name) and of the traces (a group of X-Ray's).
 * None costs anything until it is run.
 */
public final class SavedQueries extends Construct {
  private final Names names;

  public SavedQueries(Construct scope, Names names) {
    super(scope, "Queries");
    this.names = names;
    query(
        "RunsFailed",
        "runs that failed",
        List.of(names.workflowLogs()),
        """
        fields @timestamp, type, execution_arn
        | filter type in ["ExecutionFailed", "ExecutionTimedOut", "ExecutionAborted", "TaskFailed"]
        | sort @timestamp desc
        | limit 200""");
    query(
        "JobErrors",
        "errors of the jobs",
        jobLogs(),
        """
        fields @timestamp, @logStream, @message
        | filter @message like /ERROR|Exception|Error:/
        | sort @timestamp desc
        | limit 200""");
    query(
        "Tracing",
        "what tracing says",
        jobLogs(),
        """
        fields @timestamp, @logStream, @message
        | filter @message like /Spanglue: /
        | sort @timestamp desc
        | limit 200""");
    query(
        "UploadsNotStarted",
        "uploads that started no run",
        List.of(names.triggerLogs()),
        """
        fields @timestamp, message, key, Reason, explanation, cause, trace_id
        | filter message in ["refused", "failed", "unreadable_event"]
        | sort @timestamp desc
        | limit 200""");
    query(
        "RunsStarted",
        "runs and their traces",
        List.of(names.triggerLogs()),
        """
        fields @timestamp, run_id, key, trace_id
        | filter message = "started"
        | sort @timestamp desc
        | limit 200""");
    failedRuns();
  }

  private List<String> jobLogs() {
    return Stream.of(names.cleaningJob(), names.processingJob())
        .flatMap(job -> names.jobLogGroups(job, "error").stream())
        .toList();
  }

  private void query(String id, String name, List<String> groups, String text) {
    CfnQueryDefinition.Builder.create(this, id)
        .name(names.stack() + "/" + name)
        .logGroupNames(groups)
        .queryString(text)
        .build();
  }

  /** Traces in which the state machine's own segment is failed. */
  private void failedRuns() {
    CfnGroup.Builder.create(this, "FailedRuns")
        .groupName(names.failedRuns())
        .filterExpression(
            "service(\"" + names.stateMachine() + "\") { fault = true OR error = true }")
        .build();
  }
}
