package spanglue.stack.collector;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ecs.CloudMapOptions;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.PropagatedTagSource;
import software.amazon.awscdk.services.servicediscovery.DnsRecordType;
import software.amazon.awscdk.services.servicediscovery.PrivateDnsNamespace;
import software.constructs.Construct;
import spanglue.stack.network.CollectorEndpoints;
import spanglue.stack.network.Network;
import spanglue.stack.shared.Logs;
import spanglue.stack.shared.NagFindings;
import spanglue.stack.shared.Names;

/** The collectors: OTLP and X-Ray calls from the jobs in, X-Ray and CloudWatch out. */
public final class CollectorService extends Construct {
  private static final Duration DNS_TTL = Duration.seconds(10);

  private final Cluster cluster;
  private final FargateService service;

  /**
   * What runs, and where.
   *
   * @param config the collector's configuration, at most 4,096 bytes
   * @param tasks how many collectors run
   * @param publicAddress whether each has one, its only way out in the stack's own network
   */
  public record Props(
      Names names,
      Network network,
      Logs logs,
      String config,
      String image,
      int tasks,
      boolean publicAddress) {}

  public CollectorService(Construct scope, Props props) {
    super(scope, "Collector");
    cluster = cluster(props);
    var task = new CollectorTask(this, props.names(), props.logs(), props.config(), props.image());
    service = service(props, task);
  }

  public Cluster cluster() {
    return cluster;
  }

  public FargateService service() {
    return service;
  }

  /**
   * Without Container Insights, whatever the account's default: a late report of theirs makes the
   * log group anew that the stack has just deleted, and the next deployment fails on it.
   */
  private Cluster cluster(Props props) {
    var cluster =
        Cluster.Builder.create(this, "Cluster")
            .clusterName(props.names().cluster())
            .vpc(props.network().vpc())
            .containerInsightsV2(ContainerInsights.DISABLED)
            .build();
    NagFindings.acknowledge(
        cluster,
        "AwsSolutions-ECS4",
        "The service's own metrics say whether a collector runs; Container Insights would leave a log"
            + " group behind");
    return cluster;
  }

  private FargateService service(Props props, CollectorTask task) {
    var namespace =
        PrivateDnsNamespace.Builder.create(this, "Namespace")
            .name(props.names().privateDomain())
            .vpc(props.network().vpc())
            .build();
    var service =
        FargateService.Builder.create(this, "Service")
            .cluster(cluster)
            .taskDefinition(task.definition())
            .desiredCount(props.tasks())
            .minHealthyPercent(100)
            .maxHealthyPercent(200)
            .circuitBreaker(DeploymentCircuitBreaker.builder().enable(true).rollback(true).build())
            .assignPublicIp(props.publicAddress())
            .propagateTags(PropagatedTagSource.SERVICE)
            .vpcSubnets(
                SubnetSelection.builder().subnets(props.network().collectorSubnets()).build())
            .securityGroups(List.of(props.network().collectorSecurityGroup()))
            .cloudMapOptions(
                CloudMapOptions.builder()
                    .cloudMapNamespace(namespace)
                    .name(CollectorEndpoints.SERVICE)
                    .dnsRecordType(DnsRecordType.A)
                    .dnsTtl(DNS_TTL)
                    .build())
            .build();
    // A task reads its settings and its image when it starts, and leaves its address when it ends.
    service.getNode().addDependency(task.executionRole());
    props.network().collectorSubnets().forEach(subnet -> service.getNode().addDependency(subnet));
    return service;
  }
}
