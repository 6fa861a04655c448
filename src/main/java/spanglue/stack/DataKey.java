package spanglue.stack;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/** The key that encrypts the stack's data, logs and notifications. */
final class DataKey extends Construct {
  private static final Duration DELETION_WINDOW = Duration.days(7);

  private final Key key;

  DataKey(Construct scope, boolean retain) {
    super(scope, "DataKey");
    key =
        Key.Builder.create(this, "Key")
            .description("Spanglue: data, logs and notifications")
            .enableKeyRotation(true)
            .pendingWindow(DELETION_WINDOW)
            .removalPolicy(retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
            .build();
    key.addToResourcePolicy(
        use(
            "logs." + Aws.REGION + ".amazonaws.com",
            "ArnLike",
            "kms:EncryptionContext:aws:logs:arn",
            "arn:" + Aws.PARTITION + ":logs:" + Aws.REGION + ":" + Aws.ACCOUNT_ID + ":*"));
    key.addToResourcePolicy(
        use("cloudwatch.amazonaws.com", "StringEquals", "aws:SourceAccount", Aws.ACCOUNT_ID));
  }

  Key key() {
    return key;
  }

  /** Lets a role read and write what the key encrypts. */
  void allowUse(Role role) {
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
            .resources(List.of(key.getKeyArn()))
            .build());
  }

  private static PolicyStatement use(
      String service, String operator, String conditionKey, String value) {
    return PolicyStatement.Builder.create()
        .principals(List.of(new ServicePrincipal(service)))
        .actions(
            List.of(
                "kms:Encrypt",
                "kms:Decrypt",
                "kms:ReEncryptFrom",
                "kms:ReEncryptTo",
                "kms:GenerateDataKey",
                "kms:DescribeKey"))
        .resources(List.of("*"))
        .conditions(Map.of(operator, Map.of(conditionKey, value)))
        .build();
  }
}
