package spanglue.stack.ingest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;
import spanglue.stack.shared.Logs;
import spanglue.stack.shared.NagFindings;
import spanglue.stack.shared.Names;

/** The function that starts a run for each upload, and the queue for events it had to give up. */
public final class TriggerFunction extends Construct {
  private static final int MEMORY_MIB = 1024;
  private static final Duration TIMEOUT = Duration.minutes(1);

  private final Function function;
  private final Queue deadLetters;

  /**
   * What the function is made of and told.
   *
   * @param jar path of the function's jar
   * @param stateMachineArn as text: the state machine itself depends on the bucket
   */
  public record Props(
      Names names, Logs logs, String jar, String stateMachineArn, boolean traceEveryRun) {}

  public TriggerFunction(Construct scope, Props props) {
    super(scope, "Trigger");
    deadLetters =
        Queue.Builder.create(this, "DeadLetters")
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true)
            .retentionPeriod(Duration.days(14))
            .build();
    NagFindings.acknowledge(
        deadLetters, "AwsSolutions-SQS3", "This queue is the dead-letter queue");
    String name = props.names().triggerFunction();
    LogGroup logs = props.logs().group(this, "Logs", props.names().triggerLogs());
    function =
        Function.Builder.create(this, "Function")
            .functionName(name)
            .description("Starts a run for each file that is uploaded under input/")
            .runtime(Runtime.JAVA_25)
            .architecture(Architecture.ARM_64)
            .handler("spanglue.lambda.TriggerFunction")
            .code(Code.fromAsset(props.jar()))
            .memorySize(MEMORY_MIB)
            .timeout(TIMEOUT)
            .tracing(Tracing.ACTIVE)
            .role(role(props, logs))
            .logGroup(logs)
            .deadLetterQueue(deadLetters)
            .retryAttempts(2)
            .environment(environment(props))
            .build();
  }

  public Function function() {
    return function;
  }

  public Queue deadLetters() {
    return deadLetters;
  }

  private static Map<String, String> environment(Props props) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("STATE_MACHINE_ARN", props.stateMachineArn());
    environment.put("SPANGLUE_TRACE_EVERY_RUN", String.valueOf(props.traceEveryRun()));
    // The function is called seldom and briefly: what C2 would learn is never used.
    environment.put("JAVA_TOOL_OPTIONS", "-XX:+TieredCompilation -XX:TieredStopAtLevel=1");
    return environment;
  }

  /** Not the managed policy for functions: it lets them create log groups, also after destroy. */
  private Role role(Props props, LogGroup logs) {
    var role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .build();
    role.addToPolicy(
        allow(List.of("logs:CreateLogStream", "logs:PutLogEvents"), logs.getLogGroupArn()));
    role.addToPolicy(allow(List.of("states:StartExecution"), props.stateMachineArn()));
    NagFindings.acknowledge(
        role,
        "AwsSolutions-IAM5[Resource::*]",
        "X-Ray has no resources for the actions of an actively traced function");
    return role;
  }

  private static PolicyStatement allow(List<String> actions, String resource) {
    return PolicyStatement.Builder.create().actions(actions).resources(List.of(resource)).build();
  }
}
