package spanglue.stack.collector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;
import software.constructs.IDependable;
import spanglue.stack.network.CollectorEndpoints;
import spanglue.stack.shared.Logs;
import spanglue.stack.shared.NagFindings;
import spanglue.stack.shared.Names;

/** One collector: its size, its settings, what it may do. */
final class CollectorTask extends Construct {
  private static final int CPU_UNITS = 256;
  private static final int MEMORY_MIB = 512;

  /** 80 % of the memory: Go then collects garbage before the task is killed. */
  private static final String GO_MEMORY = "410MiB";

  /** What a task gets to hand over what it holds when it is stopped. */
  private static final Duration STOP_TIMEOUT = Duration.seconds(30);

  private final FargateTaskDefinition definition;

  CollectorTask(Construct scope, Names names, Logs logs, String config, String image) {
    super(scope, "Task");
    String name = names.path("collector");
    LogGroup metrics = logs.group(this, "Metrics", names.path("metrics"));
    definition =
        FargateTaskDefinition.Builder.create(this, "Definition")
            .cpu(CPU_UNITS)
            .memoryLimitMiB(MEMORY_MIB)
            .runtimePlatform(
                RuntimePlatform.builder()
                    .cpuArchitecture(CpuArchitecture.ARM64)
                    .operatingSystemFamily(OperatingSystemFamily.LINUX)
                    .build())
            .build();
    var container =
        definition.addContainer(
            "collector",
            ContainerDefinitionOptions.builder()
                .image(ContainerImage.fromRegistry(image))
                .secrets(variables(name, config, metrics))
                .stopTimeout(STOP_TIMEOUT)
                .healthCheck(health())
                .logging(
                    LogDriver.awsLogs(
                        AwsLogDriverProps.builder()
                            .logGroup(logs.group(this, "Logs", name))
                            .streamPrefix("collector")
                            .build()))
                .portMappings(
                    List.of(
                        port(CollectorEndpoints.OTLP_HTTP_PORT),
                        port(CollectorEndpoints.XRAY_PORT)))
                .build());
    allow(metrics);
    EcrImage.of(image).ifPresent(ecr -> ecr.allowFetching(definition, container));
  }

  FargateTaskDefinition definition() {
    return definition;
  }

  /** With its policy: what a task needs before its container runs. */
  IDependable executionRole() {
    return definition.obtainExecutionRole();
  }

  private Map<String, Secret> variables(String path, String config, LogGroup metrics) {
    var parameters = new TaskParameters(this, path);
    Map<String, Secret> variables = new LinkedHashMap<>();
    variables.put("AOT_CONFIG_CONTENT", parameters.secret("Config", config));
    variables.put("GOMEMLIMIT", parameters.secret("GoMemory", GO_MEMORY));
    variables.put(
        "SPANGLUE_METRICS_LOG_GROUP",
        parameters.secret("MetricsLogGroup", metrics.getLogGroupName(), "metrics"));
    return variables;
  }

  private void allow(LogGroup metrics) {
    definition.addToTaskRolePolicy(
        PolicyStatement.Builder.create()
            // The second is asked for by the jobs, through the proxy.
            .actions(List.of("xray:PutTraceSegments", "xray:BatchGetTraces"))
            .resources(List.of("*"))
            .build());
    definition.addToTaskRolePolicy(
        PolicyStatement.Builder.create()
            .actions(
                List.of("logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"))
            .resources(List.of(metrics.getLogGroupArn()))
            .build());
    NagFindings.acknowledge(
        definition.getTaskRole(),
        "AwsSolutions-IAM5[Resource::*]",
        "X-Ray has no resources for these actions that a policy could name");
  }

  private static HealthCheck health() {
    return HealthCheck.builder()
        .command(List.of("CMD", "/healthcheck"))
        .interval(Duration.seconds(10))
        .timeout(Duration.seconds(5))
        .startPeriod(Duration.seconds(20))
        .build();
  }

  private static PortMapping port(int port) {
    return PortMapping.builder().containerPort(port).build();
  }
}
