package spanglue.stack.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.glue.CfnConnection;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;
import spanglue.stack.collector.CollectorService;
import spanglue.stack.ingest.IngestBucket;
import spanglue.stack.network.NamedZones;
import spanglue.stack.network.Network;
import spanglue.stack.settings.NetworkSettings;
import spanglue.stack.settings.StackSettings;
import spanglue.stack.shared.DataKey;
import spanglue.stack.shared.Logs;
import spanglue.stack.shared.Names;

/** Collectors, and the network in which the jobs reach nothing but them and S3. */
public final class CollectorRoute implements TraceRoute {
  private final Names names;
  private final NetworkSettings settings;
  private final Network network;
  private final CollectorService collectors;

  /**
   * What it is made of.
   *
   * @param config the collector's configuration
   */
  public record Props(
      StackSettings settings, DataKey key, Logs logs, IngestBucket data, String config) {}

  public CollectorRoute(Construct scope, Props props) {
    names = props.settings().names();
    settings = props.settings().network();
    network = new Network(scope, names, settings, props.logs());
    network.openS3(props.data().bucket(), props.data().logs());
    if (settings.kmsEndpoint()) {
      network.openKms(props.key().key());
    }
    collectors =
        new CollectorService(
            scope,
            new CollectorService.Props(
                names,
                network,
                props.logs(),
                props.config(),
                props.settings().collectorImage(),
                props.settings().collectors(),
                !settings.privateCollectors()));
  }

  @Override
  public void allow(Role role) {
    new NetworkPermissions(role, network.vpc()).allow(connections());
    network.deleteBefore(role);
  }

  /** A connection for each subnet: Glue takes the next where one has no room. */
  @Override
  public List<String> connect(Construct jobs) {
    List<ISubnet> subnets = network.glueSubnets();
    for (int number = 1; number <= subnets.size(); number++) {
      connect(jobs, number, subnets.get(number - 1));
    }
    if (settings.vpcId().isPresent() || !settings.azs().isEmpty()) {
      NamedZones.acknowledge(jobs);
    }
    return connections();
  }

  @Override
  public Optional<CollectorService> collectors() {
    return Optional.of(collectors);
  }

  private List<String> connections() {
    List<String> all = new ArrayList<>();
    for (int number = 1; number <= network.glueSubnets().size(); number++) {
      all.add(names.connection(number));
    }
    return all;
  }

  private void connect(Construct jobs, int number, ISubnet subnet) {
    CfnConnection.Builder.create(jobs, "Connection" + number)
        .catalogId(Aws.ACCOUNT_ID)
        .connectionInput(
            CfnConnection.ConnectionInputProperty.builder()
                .name(names.connection(number))
                .connectionType("NETWORK")
                .connectionProperties(Map.of())
                .physicalConnectionRequirements(
                    CfnConnection.PhysicalConnectionRequirementsProperty.builder()
                        .availabilityZone(subnet.getAvailabilityZone())
                        .subnetId(subnet.getSubnetId())
                        .securityGroupIdList(
                            List.of(network.glueSecurityGroup().getSecurityGroupId()))
                        .build())
                .build())
        .build();
  }
}
