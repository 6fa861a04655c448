package spanglue.stack.shared;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/** The key that encrypts the stack's data, logs and notifications. */
public final class DataKey extends Construct {
  private static final Duration DELETION_WINDOW = Duration.days(7);
  private static final List<String> USE =
      List.of(
          "kms:Encrypt",
          "kms:Decrypt",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo",
          "kms:GenerateDataKey");
  private static final List<String> DESCRIBE = List.of("kms:DescribeKey");

  private final Key key;

  public DataKey(Construct scope, boolean retain) {
    super(scope, "DataKey");
    key =
        Key.Builder.create(this, "Key")
            .description("Spanglue: data, logs and notifications")
            .enableKeyRotation(true)
            .pendingWindow(DELETION_WINDOW)
            .removalPolicy(retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
            .build();
    String logs = "logs." + Aws.REGION + ".amazonaws.com";
    key.addToResourcePolicy(
        allow(
            logs,
            USE,
            Map.of(
                "ArnLike",
                Map.of(
                    "kms:EncryptionContext:aws:logs:arn",
                    "arn:"
                        + Aws.PARTITION
                        + ":logs:"
                        + Aws.REGION
                        + ":"
                        + Aws.ACCOUNT_ID
                        + ":*"))));
    // Who asks what the key is gives no encryption context.
    key.addToResourcePolicy(allow(logs, DESCRIBE, Map.of()));
    key.addToResourcePolicy(
        allow(
            "cloudwatch.amazonaws.com",
            Stream.concat(USE.stream(), DESCRIBE.stream()).toList(),
            Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID))));
  }

  public Key key() {
    return key;
  }

  /** Lets a role read and write what the key encrypts. */
  public void allowUse(Role role) {
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .actions(List.of("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"))
            .resources(List.of(key.getKeyArn()))
            .build());
  }

  private static PolicyStatement allow(
      String service, List<String> actions, Map<String, Object> conditions) {
    return PolicyStatement.Builder.create()
        .principals(List.of(new ServicePrincipal(service)))
        .actions(actions)
        .resources(List.of("*"))
        .conditions(conditions)
        .build();
  }
}
