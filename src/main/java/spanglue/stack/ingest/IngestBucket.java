package spanglue.stack.ingest;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.constructs.Construct;
import spanglue.stack.shared.DataKey;
import spanglue.stack.shared.NagFindings;

/**
 * The bucket that holds a run's input and its results, and the bucket for logs about it. Their
 * names are generated, so that a bucket which was kept never blocks the next deployment.
 */
public final class IngestBucket extends Construct {
  /** What S3A asks of a bucket; it looks for uploads that an attempt left open. */
  private static final List<String> OF_A_BUCKET =
      List.of("s3:ListBucket", "s3:GetBucketLocation", "s3:ListBucketMultipartUploads");

  private static final List<String> WRITE =
      List.of(
          "s3:GetObject",
          "s3:PutObject",
          "s3:DeleteObject",
          "s3:AbortMultipartUpload",
          "s3:ListMultipartUploadParts");

  private final DataKey key;
  private final Bucket bucket;
  private final Bucket logs;

  public IngestBucket(Construct scope, DataKey key, boolean retain) {
    super(scope, "IngestBucket");
    this.key = key;
    logs =
        Bucket.Builder.create(this, "Logs")
            .encryption(BucketEncryption.S3_MANAGED)
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .enforceSsl(true)
            .lifecycleRules(Lifecycle.ofLogs())
            .removalPolicy(RemovalPolicy.DESTROY)
            .autoDeleteObjects(true)
            .build();
    bucket =
        Bucket.Builder.create(this, "Bucket")
            .encryption(BucketEncryption.KMS)
            .encryptionKey(key.key())
            .bucketKeyEnabled(true)
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .enforceSsl(true)
            .serverAccessLogsBucket(logs)
            .serverAccessLogsPrefix(Folders.ACCESS_LOGS)
            .lifecycleRules(Lifecycle.ofData())
            .removalPolicy(retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
            .autoDeleteObjects(!retain)
            .build();
  }

  public Bucket bucket() {
    return bucket;
  }

  public Bucket logs() {
    return logs;
  }

  /**
   * Tells a function of every object under {@code input/}. Declared on the bucket itself; the
   * permission names the account and not the bucket, which would close a cycle.
   */
  public void notify(Function function) {
    var permission =
        CfnPermission.Builder.create(this, "Notification")
            .action("lambda:InvokeFunction")
            .functionName(function.getFunctionArn())
            .principal("s3.amazonaws.com")
            .sourceAccount(Aws.ACCOUNT_ID)
            .build();
    var resource = (CfnBucket) requireNonNull(bucket.getNode().getDefaultChild());
    resource.addResourceDependency(permission);
    resource.setNotificationConfiguration(
        CfnBucket.NotificationConfigurationProperty.builder()
            .lambdaConfigurations(
                List.of(
                    CfnBucket.LambdaConfigurationProperty.builder()
                        .event("s3:ObjectCreated:*")
                        .function(function.getFunctionArn())
                        .filter(under(Folders.INPUT))
                        .build()))
            .build());
  }

  /** Lets a role read objects under some folders. Listing cannot be narrowed: see RATIONALE. */
  public void allowRead(Role role, String... folders) {
    key.allowUse(role);
    role.addToPolicy(allow(OF_A_BUCKET, bucket.getBucketArn()));
    role.addToPolicy(allow(List.of("s3:GetObject"), objects(bucket, folders)));
    acknowledge(role, bucket, folders);
  }

  /** Lets a role write and replace objects under some folders. */
  public void allowWrite(Role role, String... folders) {
    role.addToPolicy(allow(WRITE, objects(bucket, folders)));
    acknowledge(role, bucket, folders);
  }

  /** Lets a role write what the Spark UI shows of a run. */
  public void allowSparkLogs(Role role) {
    role.addToPolicy(allow(WRITE, objects(logs, Folders.SPARK_LOGS)));
    role.addToPolicy(allow(OF_A_BUCKET, logs.getBucketArn()));
    acknowledge(role, logs, Folders.SPARK_LOGS);
  }

  public String sparkLogs() {
    return logs.s3UrlForObject(Folders.SPARK_LOGS);
  }

  public String temporary() {
    return bucket.s3UrlForObject(Folders.TEMPORARY);
  }

  private static String[] objects(Bucket bucket, String... folders) {
    return Arrays.stream(folders)
        .map(folder -> bucket.arnForObjects(folder + "*"))
        .toArray(String[]::new);
  }

  private static PolicyStatement allow(List<String> actions, String... resources) {
    return PolicyStatement.Builder.create().actions(actions).resources(List.of(resources)).build();
  }

  private static void acknowledge(Role role, Bucket bucket, String... folders) {
    var resource = (CfnBucket) requireNonNull(bucket.getNode().getDefaultChild());
    String logicalId = bucket.getStack().getLogicalId(resource);
    for (String folder : folders) {
      NagFindings.acknowledge(
          role,
          "AwsSolutions-IAM5[Resource::<" + logicalId + ".Arn>/" + folder + "*]",
          "The objects of a run are named when it runs; the folder is all that can be named here");
    }
  }

  private static CfnBucket.NotificationFilterProperty under(String prefix) {
    return CfnBucket.NotificationFilterProperty.builder()
        .s3Key(
            CfnBucket.S3KeyFilterProperty.builder()
                .rules(
                    List.of(
                        CfnBucket.FilterRuleProperty.builder()
                            .name("prefix")
                            .value(prefix)
                            .build()))
                .build())
        .build();
  }
}
