package spanglue.stack.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;
import spanglue.stack.shared.NagFindings;

/** The role of a Glue job: what any job needs; the data it may touch is added by the job. */
final class GlueJobRole extends Construct {
  private final JobEnvironment environment;
  private final String jobName;
  private final Role role;
  private final List<String> logGroups = new ArrayList<>();

  GlueJobRole(Construct scope, JobEnvironment environment, String jobName) {
    super(scope, "Role");
    this.environment = environment;
    this.jobName = jobName;
    role =
        Role.Builder.create(this, "Role")
            // A part of the log groups' names.
            .roleName(environment.names().jobRole(jobName))
            .assumedBy(new ServicePrincipal("glue.amazonaws.com"))
            .build();
    environment.props().route().allow(role);
    role.addToPolicy(
        allow(
            List.of("cloudwatch:PutMetricData"),
            List.of("*"),
            Map.of("StringEquals", Map.of("cloudwatch:namespace", "Glue"))));
    NagFindings.acknowledge(
        role,
        "AwsSolutions-IAM5[Resource::*]",
        "Describing a network, putting metrics and X-Ray's actions know no resources; the metrics'"
            + " namespace is bound by a condition");
    environment.props().data().allowSparkLogs(role);
  }

  Role role() {
    return role;
  }

  /** Names of the groups that the job may write. */
  List<String> logGroups() {
    return List.copyOf(logGroups);
  }

  /** The assets, and the key of their bucket where the account was bootstrapped with one. */
  void allowCode(Asset... assets) {
    role.addToPolicy(
        allow(
            List.of("s3:GetObject"),
            Stream.of(assets)
                .map(asset -> asset.getBucket().arnForObjects(asset.getS3ObjectKey()))
                .toList()));
    role.addToPolicy(
        allow(
            List.of("s3:ListBucket", "s3:GetBucketLocation"),
            List.of(assets[0].getBucket().getBucketArn())));
    var decrypt =
        allow(
            List.of("kms:Decrypt"),
            List.of(environment.props().settings().bootstrapKmsKeyArn().orElse(anyKey())));
    decrypt.addCondition(
        "StringEquals", Map.of("kms:ViaService", "s3." + Aws.REGION + ".amazonaws.com"));
    if (environment.props().settings().bootstrapKmsKeyArn().isEmpty()) {
      decrypt.addCondition(
          "ForAnyValue:StringLike", Map.of("kms:ResourceAliases", "alias/cdk-*-assets-key"));
      NagFindings.acknowledgeArn(
          role,
          "arn:<AWS::Partition>:kms:<AWS::Region>:<AWS::AccountId>:key/*",
          "cdk bootstrap's key is known by its alias, which the condition names");
    }
    role.addToPolicy(decrypt);
  }

  /**
   * The groups that Glue may write to. Until a deployment has shown what they are called, the role
   * may make one of another name too: without it there would be no log that says so.
   */
  void allowLogs() {
    var logs = environment.props().logs();
    for (String stream : List.of("error", "output")) {
      List<String> groups = environment.names().jobLogGroups(jobName, stream);
      logs.group(this, stream + "-documented", groups.get(0));
      logs.group(this, stream, groups.get(1));
      logGroups.addAll(groups);
    }
    String prefix = environment.names().jobLogs(jobName);
    String all =
        Stack.of(this)
            .formatArn(
                ArnComponents.builder()
                    .service("logs")
                    .resource("log-group")
                    .resourceName(prefix + "*")
                    .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                    .build());
    role.addToPolicy(
        allow(
            List.of(
                "logs:CreateLogGroup",
                "logs:CreateLogStream",
                "logs:PutLogEvents",
                "logs:AssociateKmsKey"),
            List.of(all)));
    NagFindings.acknowledgeArn(
        role,
        "arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:" + prefix + "*",
        "Glue alone knows what it calls the job's groups; the prefix is this job's own");
  }

  private String anyKey() {
    return Stack.of(this)
        .formatArn(
            ArnComponents.builder().service("kms").resource("key").resourceName("*").build());
  }

  private static PolicyStatement allow(List<String> actions, List<String> resources) {
    return allow(actions, resources, Map.of());
  }

  private static PolicyStatement allow(
      List<String> actions, List<String> resources, Map<String, Object> conditions) {
    return PolicyStatement.Builder.create()
        .actions(actions)
        .resources(resources)
        .conditions(conditions)
        .build();
  }
}
