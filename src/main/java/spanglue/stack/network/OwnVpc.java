package spanglue.stack.network;

import java.util.List;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;
import spanglue.stack.settings.NetworkSettings;
import spanglue.stack.shared.Logs;
import spanglue.stack.shared.Names;
import spanglue.stack.shared.OwnAccount;
import spanglue.stack.shared.ProvidedFunction;

/** A VPC of the stack's own: isolated subnets for jobs, public ones for collectors, flow logs. */
final class OwnVpc implements Place {
  private static final SubnetSelection GLUE = subnets("Glue");
  private static final SubnetSelection COLLECTOR = subnets("Collector");
  private static final int AZS = 2;

  private final Vpc vpc;

  OwnVpc(Construct scope, Names names, NetworkSettings settings, Logs logs) {
    var vpc =
        Vpc.Builder.create(scope, "Vpc")
            .ipAddresses(IpAddresses.cidr(settings.cidr()))
            .natGateways(0)
            .restrictDefaultSecurityGroup(true)
            .subnetConfiguration(
                List.of(
                    // Glue takes an address per worker and gives it back up to an hour late.
                    subnet("Glue", SubnetType.PRIVATE_ISOLATED, 20),
                    subnet("Collector", SubnetType.PUBLIC, 24)));
    this.vpc =
        (settings.azs().isEmpty() ? vpc.maxAzs(AZS) : vpc.availabilityZones(settings.azs()))
            .build();
    if (!settings.azs().isEmpty()) {
      NamedZones.acknowledge(this.vpc);
    }
    ProvidedFunction.RESTRICT_DEFAULT_GROUP.logTo(scope, names, logs);
    flowLogs(scope, logs, names.path("vpc-flow-logs"));
  }

  @Override
  public Vpc vpc() {
    return vpc;
  }

  @Override
  public List<ISubnet> glueSubnets() {
    return vpc.selectSubnets(GLUE).getSubnets();
  }

  @Override
  public List<ISubnet> collectorSubnets() {
    return vpc.selectSubnets(COLLECTOR).getSubnets();
  }

  @Override
  public void openS3(PolicyStatement statement) {
    vpc.addGatewayEndpoint(
            "S3",
            GatewayVpcEndpointOptions.builder()
                .service(GatewayVpcEndpointAwsService.S3)
                .subnets(List.of(GLUE))
                .build())
        .addToPolicy(statement);
  }

  private void flowLogs(Construct scope, Logs logs, String name) {
    var group = logs.group(scope, "FlowLogs", name);
    var role =
        Role.Builder.create(scope, "FlowLogRole")
            .assumedBy(OwnAccount.service("vpc-flow-logs.amazonaws.com"))
            .build();
    vpc.addFlowLog(
        "FlowLog",
        FlowLogOptions.builder()
            .destination(FlowLogDestination.toCloudWatchLogs(group, role))
            .build());
  }

  private static SubnetConfiguration subnet(String name, SubnetType type, int mask) {
    return SubnetConfiguration.builder().name(name).subnetType(type).cidrMask(mask).build();
  }

  private static SubnetSelection subnets(String name) {
    return SubnetSelection.builder().subnetGroupName(name).build();
  }
}
