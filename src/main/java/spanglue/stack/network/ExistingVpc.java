package spanglue.stack.network;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.services.ec2.CfnVPCEndpoint;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Subnet;
import software.amazon.awscdk.services.ec2.SubnetAttributes;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;
import spanglue.stack.settings.GlueSubnet;
import spanglue.stack.settings.NetworkSettings;

/**
 * A VPC that is there already, by ids alone: nothing is looked up, so the stack is synthesized
 * without an account, and nothing in it is changed but the way to S3, where that is asked for.
 */
final class ExistingVpc implements Place {
  private final Construct scope;
  private final IVpc vpc;
  private final List<ISubnet> glueSubnets = new ArrayList<>();
  private final List<ISubnet> collectorSubnets = new ArrayList<>();
  private final List<String> s3RouteTables;

  ExistingVpc(Construct scope, String vpcId, NetworkSettings settings) {
    this.scope = scope;
    s3RouteTables = settings.s3RouteTables();
    vpc =
        Vpc.fromVpcAttributes(
            scope,
            "Vpc",
            VpcAttributes.builder()
                .vpcId(vpcId)
                .availabilityZones(
                    settings.glueSubnets().stream().map(GlueSubnet::zone).distinct().toList())
                .build());
    for (GlueSubnet subnet : settings.glueSubnets()) {
      glueSubnets.add(
          subnet(
              "Glue" + (glueSubnets.size() + 1),
              SubnetAttributes.builder().subnetId(subnet.id()).availabilityZone(subnet.zone())));
    }
    for (String id : settings.collectorSubnets()) {
      collectorSubnets.add(
          subnet(
              "Collector" + (collectorSubnets.size() + 1),
              SubnetAttributes.builder().subnetId(id)));
    }
  }

  @Override
  public IVpc vpc() {
    return vpc;
  }

  @Override
  public List<ISubnet> glueSubnets() {
    return List.copyOf(glueSubnets);
  }

  @Override
  public List<ISubnet> collectorSubnets() {
    return List.copyOf(collectorSubnets);
  }

  /** A route table can have one such way only, so there is none where nobody asked for it. */
  @Override
  public void openS3(PolicyStatement statement) {
    if (!s3RouteTables.isEmpty()) {
      CfnVPCEndpoint.Builder.create(scope, "S3")
          .vpcId(vpc.getVpcId())
          .vpcEndpointType("Gateway")
          .serviceName(GatewayVpcEndpointAwsService.S3.getName())
          .routeTableIds(s3RouteTables)
          .policyDocument(PolicyDocument.Builder.create().statements(List.of(statement)).build())
          .build();
    }
  }

  private ISubnet subnet(String id, SubnetAttributes.Builder attributes) {
    ISubnet subnet = Subnet.fromSubnetAttributes(scope, id, attributes.build());
    Annotations.of(subnet)
        .acknowledgeWarning(
            "@aws-cdk/aws-ec2:noSubnetRouteTableId", "No route of the subnet's is touched");
    return subnet;
  }
}
