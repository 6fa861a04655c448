package spanglue.stack.workflow;

import java.util.List;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;
import spanglue.stack.shared.Logs;
import spanglue.stack.shared.NagFindings;
import spanglue.stack.shared.Names;
import spanglue.stack.shared.OwnAccount;

/** The state machine that runs the two jobs one after the other. */
public final class Workflow extends Construct {
  private final StateMachine stateMachine;

  public Workflow(Construct scope, Names names, WorkflowDefinition definition, Logs logs) {
    super(scope, "Workflow");
    var role =
        Role.Builder.create(this, "Role")
            .assumedBy(OwnAccount.service("states.amazonaws.com"))
            .build();
    stateMachine =
        StateMachine.Builder.create(this, "StateMachine")
            .stateMachineName(names.stateMachine())
            .role(role)
            .definitionBody(DefinitionBody.fromChainable(definition.in(this)))
            .timeout(Duration.seconds(definition.allowance().executionTimeout().toSeconds()))
            .tracingEnabled(true)
            .logs(
                LogOptions.builder()
                    .destination(logs.group(this, "Logs", names.workflowLogs()))
                    .level(LogLevel.ALL)
                    .includeExecutionData(false)
                    .build())
            .build();
    for (String job : List.of(definition.cleaningJob(), definition.processingJob())) {
      stateMachine.addToRolePolicy(
          PolicyStatement.Builder.create()
              .actions(
                  List.of(
                      "glue:StartJobRun",
                      "glue:GetJobRun",
                      "glue:GetJobRuns",
                      "glue:BatchStopJobRun"))
              .resources(List.of(jobArn(job)))
              .build());
    }
    NagFindings.acknowledge(
        stateMachine.getRole(),
        "AwsSolutions-IAM5[Resource::*]",
        "Tracing and log delivery of a state machine know no resources");
  }

  public StateMachine stateMachine() {
    return stateMachine;
  }

  /** The state machine's ARN for those who must not depend on it. */
  public static String arnIn(Stack stack, Names names) {
    return arn(
        stack, "states", "stateMachine", names.stateMachine(), ArnFormat.COLON_RESOURCE_NAME);
  }

  private String jobArn(String job) {
    return arn(Stack.of(this), "glue", "job", job, ArnFormat.SLASH_RESOURCE_NAME);
  }

  private static String arn(
      Stack stack, String service, String resource, String name, ArnFormat format) {
    return stack.formatArn(
        ArnComponents.builder()
            .service(service)
            .resource(resource)
            .resourceName(name)
            .arnFormat(format)
            .build());
  }
}
