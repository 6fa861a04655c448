package spanglue.stack.network;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;
import software.constructs.IDependable;
import spanglue.stack.settings.NetworkSettings;
import spanglue.stack.shared.Logs;
import spanglue.stack.shared.Names;

/**
 * Where jobs and collectors meet: subnets for Glue, which reaches S3 and else only the collectors,
 * and subnets for those, which let nobody in but Glue. The VPC is the stack's own or was there
 * before; the security groups are always the stack's.
 */
public final class Network extends Construct {
  private final Place place;
  private final SecurityGroup glue;
  private final SecurityGroup collector;

  public Network(Construct scope, Names names, NetworkSettings settings, Logs logs) {
    super(scope, "Network");
    place =
        settings
            .vpcId()
            .<Place>map(id -> new ExistingVpc(this, id, settings))
            .orElseGet(() -> new OwnVpc(this, names, settings, logs));
    glue = securityGroup("GlueSecurityGroup", "Glue jobs: themselves, S3 and the collectors");
    collector = securityGroup("CollectorSecurityGroup", "Collectors: Glue jobs in, AWS out");
    rules();
  }

  public IVpc vpc() {
    return place.vpc();
  }

  public List<ISubnet> glueSubnets() {
    return place.glueSubnets();
  }

  public List<ISubnet> collectorSubnets() {
    return place.collectorSubnets();
  }

  public SecurityGroup glueSecurityGroup() {
    return glue;
  }

  public SecurityGroup collectorSecurityGroup() {
    return collector;
  }

  /** Opens the way to S3, for these buckets, the CDK's assets and this account only. */
  public void openS3(Bucket... buckets) {
    place.openS3(S3Access.to(buckets));
  }

  /** Opens a way to KMS for the jobs, for this key only. What S3 asks of KMS needs none. */
  public void openKms(IKey key) {
    var group = securityGroup("KmsSecurityGroup", "KMS: Glue jobs in");
    group.addIngressRule(glue, Port.tcp(443), "From Glue jobs");
    vpc()
        .addInterfaceEndpoint(
            "Kms",
            InterfaceVpcEndpointOptions.builder()
                .service(InterfaceVpcEndpointAwsService.KMS)
                .subnets(SubnetSelection.builder().subnets(glueSubnets()).build())
                .securityGroups(List.of(group))
                .open(false)
                .build())
        .addToPolicy(
            PolicyStatement.Builder.create()
                .principals(List.of(new AnyPrincipal()))
                .actions(List.of("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"))
                .resources(List.of(key.getKeyArn()))
                .conditions(Map.of("StringEquals", Map.of("aws:PrincipalAccount", Aws.ACCOUNT_ID)))
                .build());
  }

  /**
   * Lets a job's role go after the subnets and the security group: Glue removes its network
   * interfaces with that role, and while one is left neither can be deleted.
   */
  public void deleteBefore(Role role) {
    IDependable permissions = role.getNode().findChild("DefaultPolicy");
    glue.getNode().addDependency(permissions);
    glueSubnets().forEach(subnet -> subnet.getNode().addDependency(permissions));
  }

  private void rules() {
    glue.addIngressRule(glue, Port.allTcp(), "Glue's workers talk to each other");
    glue.addEgressRule(glue, Port.allTcp(), "Glue's workers talk to each other");
    glue.addEgressRule(Peer.anyIpv4(), Port.tcp(443), "S3, by the gateway endpoint's route");
    for (int port : List.of(CollectorEndpoints.OTLP_HTTP_PORT, CollectorEndpoints.XRAY_PORT)) {
      glue.addEgressRule(collector, Port.tcp(port), "To the collectors");
      collector.addIngressRule(glue, Port.tcp(port), "From Glue jobs");
    }
    collector.addEgressRule(Peer.anyIpv4(), Port.tcp(443), "X-Ray, CloudWatch and the image");
  }

  private SecurityGroup securityGroup(String id, String description) {
    return SecurityGroup.Builder.create(this, id)
        .vpc(vpc())
        .description(description)
        .allowAllOutbound(false)
        .build();
  }
}
