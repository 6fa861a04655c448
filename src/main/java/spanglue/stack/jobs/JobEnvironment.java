package spanglue.stack.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.glue.CfnConnection;
import software.amazon.awscdk.services.glue.CfnSecurityConfiguration;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;
import spanglue.stack.ingest.IngestBucket;
import spanglue.stack.network.Network;
import spanglue.stack.settings.Artifacts;
import spanglue.stack.settings.StackSettings;
import spanglue.stack.shared.DataKey;
import spanglue.stack.shared.Logs;
import spanglue.stack.shared.Names;

/** What the jobs share: their place in the network, their encryption, their code. */
public final class JobEnvironment extends Construct {
  private final Props props;
  private final List<String> connections = new ArrayList<>();
  private final CfnSecurityConfiguration security;
  private final Asset jar;

  /**
   * What the jobs are made of.
   *
   * @param settings workerType sets a worker's memory, workers how many there are
   */
  public record Props(
      Network network,
      DataKey key,
      Logs logs,
      IngestBucket data,
      Artifacts artifacts,
      StackSettings settings) {}

  public JobEnvironment(Construct scope, Props props) {
    super(scope, "Jobs");
    this.props = props;
    jar = Asset.Builder.create(this, "Jar").path(props.artifacts().jobsJar().toString()).build();
    security = security(props.key());
    props.network().glueSubnets().forEach(this::connect);
    if (!props.settings().azs().isEmpty()) {
      Network.acknowledgeZones(this);
    }
  }

  Props props() {
    return props;
  }

  Names names() {
    return props.settings().names();
  }

  Asset jar() {
    return jar;
  }

  CfnSecurityConfiguration security() {
    return security;
  }

  /** One for each availability zone: Glue takes the next where one has no room. */
  List<String> connections() {
    return List.copyOf(connections);
  }

  private void connect(ISubnet subnet) {
    String name = names().connection(connections.size() + 1);
    CfnConnection.Builder.create(this, "Connection" + (connections.size() + 1))
        .catalogId(Aws.ACCOUNT_ID)
        .connectionInput(
            CfnConnection.ConnectionInputProperty.builder()
                .name(name)
                .connectionType("NETWORK")
                .connectionProperties(Map.of())
                .physicalConnectionRequirements(
                    CfnConnection.PhysicalConnectionRequirementsProperty.builder()
                        .availabilityZone(subnet.getAvailabilityZone())
                        .subnetId(subnet.getSubnetId())
                        .securityGroupIdList(
                            List.of(props.network().glueSecurityGroup().getSecurityGroupId()))
                        .build())
                .build())
        .build();
    connections.add(name);
  }

  private CfnSecurityConfiguration security(DataKey key) {
    String arn = key.key().getKeyArn();
    return CfnSecurityConfiguration.Builder.create(this, "Security")
        .name(names().securityConfiguration())
        .encryptionConfiguration(
            CfnSecurityConfiguration.EncryptionConfigurationProperty.builder()
                .s3Encryptions(
                    List.of(
                        CfnSecurityConfiguration.S3EncryptionProperty.builder()
                            .s3EncryptionMode("SSE-KMS")
                            .kmsKeyArn(arn)
                            .build()))
                .cloudWatchEncryption(
                    CfnSecurityConfiguration.CloudWatchEncryptionProperty.builder()
                        .cloudWatchEncryptionMode("SSE-KMS")
                        .kmsKeyArn(arn)
                        .build())
                .build())
        .build();
  }
}
