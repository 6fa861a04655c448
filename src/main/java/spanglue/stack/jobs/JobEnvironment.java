package spanglue.stack.jobs;

import java.util.List;
import software.amazon.awscdk.services.glue.CfnSecurityConfiguration;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;
import spanglue.stack.ingest.IngestBucket;
import spanglue.stack.route.TraceRoute;
import spanglue.stack.settings.Artifacts;
import spanglue.stack.settings.StackSettings;
import spanglue.stack.shared.DataKey;
import spanglue.stack.shared.Logs;
import spanglue.stack.shared.Names;

/** What the jobs share: their place in the network, their encryption, their code. */
public final class JobEnvironment extends Construct {
  private final Props props;
  private final List<String> connections;
  private final CfnSecurityConfiguration security;
  private final Asset jar;

  /**
   * What the jobs are made of.
   *
   * @param settings workerType sets a worker's memory, workers how many there are
   */
  public record Props(
      TraceRoute route,
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
    connections = props.route().connect(this);
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

  /** Glue's, by name; none where the jobs run in Glue's own network. */
  List<String> connections() {
    return connections;
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
