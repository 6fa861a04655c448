package spanglue.stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.CloudMapOptions;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.servicediscovery.DnsRecordType;
import software.amazon.awscdk.services.servicediscovery.PrivateDnsNamespace;
import software.constructs.Construct;

/** The collectors: OTLP and X-Ray calls from the jobs in, X-Ray and CloudWatch out. */
final class CollectorService extends Construct {
  private static final int CPU_UNITS = 256;
  private static final int MEMORY_MIB = 512;

  /** 80 % of the memory: Go then collects garbage before the task is killed. */
  private static final String GO_MEMORY = "410MiB";

  private static final Duration DNS_TTL = Duration.seconds(10);

  /** What a task gets to hand over what it holds when it is stopped. */
  private static final Duration STOP_TIMEOUT = Duration.seconds(30);

  private final Cluster cluster;
  private final FargateService service;

  /**
   * @param config the collector's configuration, at most 4,096 bytes
   * @param tasks how many collectors run
   */
  record Props(Network network, Logs logs, String config, String image, int tasks) {}

  CollectorService(Construct scope, Props props) {
    super(scope, "Collector");
    String name = "/" + SpanglueStack.NAME + "/collector";
    LogGroup metrics = props.logs().group(this, "Metrics", "/" + SpanglueStack.NAME + "/metrics");
    cluster = cluster(props);
    var task =
        FargateTaskDefinition.Builder.create(this, "Task")
            .cpu(CPU_UNITS)
            .memoryLimitMiB(MEMORY_MIB)
            .runtimePlatform(
                RuntimePlatform.builder()
                    .cpuArchitecture(CpuArchitecture.ARM64)
                    .operatingSystemFamily(OperatingSystemFamily.LINUX)
                    .build())
            .build();
    task.addContainer("collector", container(props, variables(props, metrics), name));
    allow(task, metrics);
    service = service(props, task);
  }

  Cluster cluster() {
    return cluster;
  }

  FargateService service() {
    return service;
  }

  private Cluster cluster(Props props) {
    String group = "/aws/ecs/containerinsights/" + SpanglueStack.NAME + "/performance";
    LogGroup insights = props.logs().group(this, "Insights", group);
    var cluster =
        Cluster.Builder.create(this, "Cluster")
            .clusterName(SpanglueStack.NAME)
            .vpc(props.network().vpc())
            .containerInsightsV2(ContainerInsights.ENABLED)
            .build();
    cluster.getNode().addDependency(insights);
    return cluster;
  }

  private Map<String, Secret> variables(Props props, LogGroup metrics) {
    Map<String, Secret> variables = new LinkedHashMap<>();
    var parameters = new TaskParameters(this, "/" + SpanglueStack.NAME + "/collector");
    variables.put("AOT_CONFIG_CONTENT", parameters.secret("Config", props.config()));
    variables.put("GOMEMLIMIT", parameters.secret("GoMemory", GO_MEMORY));
    variables.put("AWS_REGION", parameters.secret("Region", Aws.REGION, "region"));
    variables.put(
        "SPANGLUE_METRICS_LOG_GROUP",
        parameters.secret("MetricsLogGroup", metrics.getLogGroupName(), "metrics"));
    return variables;
  }

  private ContainerDefinitionOptions container(
      Props props, Map<String, Secret> variables, String logGroup) {
    return ContainerDefinitionOptions.builder()
        .image(ContainerImage.fromRegistry(props.image()))
        .secrets(variables)
        .stopTimeout(STOP_TIMEOUT)
        .healthCheck(
            HealthCheck.builder()
                .command(List.of("CMD", "/healthcheck"))
                .interval(Duration.seconds(10))
                .timeout(Duration.seconds(5))
                .startPeriod(Duration.seconds(20))
                .build())
        .logging(
            LogDriver.awsLogs(
                AwsLogDriverProps.builder()
                    .logGroup(props.logs().group(this, "Logs", logGroup))
                    .streamPrefix("collector")
                    .build()))
        .portMappings(
            List.of(
                port(CollectorEndpoints.OTLP_GRPC_PORT),
                port(CollectorEndpoints.OTLP_HTTP_PORT),
                port(CollectorEndpoints.XRAY_PORT)))
        .build();
  }

  private static void allow(FargateTaskDefinition task, LogGroup metrics) {
    task.addToTaskRolePolicy(
        PolicyStatement.Builder.create()
            .actions(
                List.of(
                    "xray:PutTraceSegments",
                    "xray:PutTelemetryRecords",
                    "xray:BatchGetTraces",
                    "xray:GetSamplingRules",
                    "xray:GetSamplingTargets"))
            .resources(List.of("*"))
            .build());
    task.addToTaskRolePolicy(
        PolicyStatement.Builder.create()
            .actions(
                List.of("logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"))
            .resources(List.of(metrics.getLogGroupArn()))
            .build());
    Findings.acknowledge(
        task.getTaskRole(),
        "AwsSolutions-IAM5[Resource::*]",
        "X-Ray has no resources for these actions that a policy could name");
  }

  private FargateService service(Props props, FargateTaskDefinition task) {
    var namespace =
        PrivateDnsNamespace.Builder.create(this, "Namespace")
            .name(CollectorEndpoints.NAMESPACE)
            .vpc(props.network().vpc())
            .build();
    return FargateService.Builder.create(this, "Service")
        .cluster(cluster)
        .taskDefinition(task)
        .desiredCount(props.tasks())
        .minHealthyPercent(100)
        .maxHealthyPercent(200)
        .circuitBreaker(DeploymentCircuitBreaker.builder().enable(true).rollback(true).build())
        .assignPublicIp(true)
        .vpcSubnets(props.network().collectorSubnets())
        .securityGroups(List.of(props.network().collectorSecurityGroup()))
        .cloudMapOptions(
            CloudMapOptions.builder()
                .cloudMapNamespace(namespace)
                .name(CollectorEndpoints.SERVICE)
                .dnsRecordType(DnsRecordType.A)
                .dnsTtl(DNS_TTL)
                .build())
        .build();
  }

  private static PortMapping port(int port) {
    return PortMapping.builder().containerPort(port).build();
  }
}
