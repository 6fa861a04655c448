package spanglue.stack.network;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;
import software.constructs.IDependable;
import spanglue.stack.shared.Logs;
import spanglue.stack.shared.NagFindings;
import spanglue.stack.shared.Names;
import spanglue.stack.shared.OwnAccount;
import spanglue.stack.shared.ProvidedFunction;

/**
 * Where jobs and collectors meet: isolated subnets for Glue, which reaches S3 through the gateway
 * endpoint and else only the collectors, and public subnets for those, which let nobody in but
 * Glue.
 */
public final class Network extends Construct {
  private static final SubnetSelection GLUE = subnets("Glue");
  private static final SubnetSelection COLLECTOR = subnets("Collector");
  private static final int AZS = 2;

  private final Vpc vpc;
  private final SecurityGroup glue;
  private final SecurityGroup collector;

  public Network(Construct scope, Names names, List<String> azs, Logs logs) {
    super(scope, "Network");
    var vpc =
        Vpc.Builder.create(this, "Vpc")
            .ipAddresses(IpAddresses.cidr("10.0.0.0/16"))
            .natGateways(0)
            .restrictDefaultSecurityGroup(true)
            .subnetConfiguration(
                List.of(
                    // Glue takes an address per worker and gives it back up to an hour late.
                    subnet("Glue", SubnetType.PRIVATE_ISOLATED, 20),
                    subnet("Collector", SubnetType.PUBLIC, 24)));
    this.vpc = (azs.isEmpty() ? vpc.maxAzs(AZS) : vpc.availabilityZones(azs)).build();
    if (!azs.isEmpty()) {
      acknowledgeZones(this.vpc);
    }
    ProvidedFunction.RESTRICT_DEFAULT_GROUP.logTo(this, names, logs);
    flowLogs(logs, names.path("vpc-flow-logs"));
    glue = securityGroup("GlueSecurityGroup", "Glue jobs: themselves, S3 and the collectors");
    collector = securityGroup("CollectorSecurityGroup", "Collectors: Glue jobs in, AWS out");
    rules();
  }

  public Vpc vpc() {
    return vpc;
  }

  public List<ISubnet> glueSubnets() {
    return vpc.selectSubnets(GLUE).getSubnets();
  }

  public List<ISubnet> collectorSubnets() {
    return vpc.selectSubnets(COLLECTOR).getSubnets();
  }

  public SecurityGroup glueSecurityGroup() {
    return glue;
  }

  public SecurityGroup collectorSecurityGroup() {
    return collector;
  }

  /** Opens the way to S3, for these buckets, the CDK's assets and this account only. */
  public void openS3(Bucket... buckets) {
    var endpoint =
        vpc.addGatewayEndpoint(
            "S3",
            GatewayVpcEndpointOptions.builder()
                .service(GatewayVpcEndpointAwsService.S3)
                .subnets(List.of(GLUE))
                .build());
    String assets =
        "arn:" + Aws.PARTITION + ":s3:::cdk-*-assets-" + Aws.ACCOUNT_ID + "-" + Aws.REGION;
    endpoint.addToPolicy(
        PolicyStatement.Builder.create()
            .principals(List.of(new AnyPrincipal()))
            .actions(
                List.of(
                    "s3:ListBucket",
                    "s3:GetBucketLocation",
                    "s3:ListBucketMultipartUploads",
                    "s3:GetObject",
                    "s3:PutObject",
                    "s3:DeleteObject",
                    "s3:AbortMultipartUpload",
                    "s3:ListMultipartUploadParts"))
            .resources(
                Stream.concat(
                        Stream.of(buckets)
                            .flatMap(
                                bucket ->
                                    Stream.of(bucket.getBucketArn(), bucket.arnForObjects("*"))),
                        Stream.of(assets, assets + "/*"))
                    .toList())
            .conditions(Map.of("StringEquals", Map.of("aws:ResourceAccount", Aws.ACCOUNT_ID)))
            .build());
  }

  /** Opens a way to KMS for the jobs, for this key only. What S3 asks of KMS needs none. */
  public void openKms(IKey key) {
    var group = securityGroup("KmsSecurityGroup", "KMS: Glue jobs in");
    group.addIngressRule(glue, Port.tcp(443), "From Glue jobs");
    vpc.addInterfaceEndpoint(
            "Kms",
            InterfaceVpcEndpointOptions.builder()
                .service(InterfaceVpcEndpointAwsService.KMS)
                .subnets(GLUE)
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

  /** Where somebody named the zones, because Fargate or Glue is missing in some. */
  public static void acknowledgeZones(Construct construct) {
    NagFindings.acknowledge(
        construct, "CloudFormation-Validate::W3010", "The zones are the context's own choice");
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

  private void flowLogs(Logs logs, String name) {
    var group = logs.group(this, "FlowLogs", name);
    var role =
        Role.Builder.create(this, "FlowLogRole")
            .assumedBy(OwnAccount.service("vpc-flow-logs.amazonaws.com"))
            .build();
    vpc.addFlowLog(
        "FlowLog",
        FlowLogOptions.builder()
            .destination(FlowLogDestination.toCloudWatchLogs(group, role))
            .build());
  }

  private SecurityGroup securityGroup(String id, String description) {
    return SecurityGroup.Builder.create(this, id)
        .vpc(vpc)
        .description(description)
        .allowAllOutbound(false)
        .build();
  }

  private static SubnetConfiguration subnet(String name, SubnetType type, int mask) {
    return SubnetConfiguration.builder().name(name).subnetType(type).cidrMask(mask).build();
  }

  private static SubnetSelection subnets(String name) {
    return SubnetSelection.builder().subnetGroupName(name).build();
  }
}
