package spanglue.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/** The role of a Glue job: what any job needs; the data it may touch is added by the job. */
final class GlueJobRole extends Construct {
  private final GlueJobs jobs;
  private final String name;
  private final Role role;
  private final List<String> logGroups = new ArrayList<>();

  GlueJobRole(Construct scope, GlueJobs jobs, String jobName) {
    super(scope, "Role");
    this.jobs = jobs;
    // A part of the log groups' names.
    name = jobName + "-job";
    role =
        Role.Builder.create(this, "Role")
            .roleName(name)
            .assumedBy(new ServicePrincipal("glue.amazonaws.com"))
            .build();
    allowNetwork();
    role.addToPolicy(
        allow(List.of("cloudwatch:PutMetricData"), "StringEquals", "cloudwatch:namespace", "Glue"));
    jobs.props().data().allowSparkLogs(role);
  }

  Role role() {
    return role;
  }

  /** Names of the groups that the job writes. */
  List<String> logGroups() {
    return List.copyOf(logGroups);
  }

  void allowCode(Asset... assets) {
    role.addToPolicy(
        allow(
            List.of("s3:GetObject"),
            Stream.of(assets)
                .map(asset -> asset.getBucket().arnForObjects(asset.getS3ObjectKey()))
                .toList()));
  }

  /** The two groups that Glue writes under a security configuration, named as Glue names them. */
  void allowLogs(String prefix) {
    String group = prefix + "/" + GlueJobs.SECURITY_CONFIGURATION + "-role/" + name;
    var logs = jobs.props().logs();
    List<String> arns = new ArrayList<>();
    for (String stream : List.of("error", "output")) {
      arns.add(logs.group(this, stream, group + "/" + stream).getLogGroupArn());
      logGroups.add(group + "/" + stream);
    }
    role.addToPolicy(
        allow(List.of("logs:CreateLogStream", "logs:PutLogEvents", "logs:AssociateKmsKey"), arns));
  }

  /** Glue makes the job's network interfaces under the job's role. */
  private void allowNetwork() {
    role.addToPolicy(
        allow(
            List.of("glue:GetConnection"),
            Stream.concat(
                    Stream.of(glueArn("catalog", "")),
                    jobs.connections().stream().map(one -> glueArn("connection", one)))
                .toList()));
    role.addToPolicy(
        allow(
            List.of(
                "ec2:DescribeVpcs",
                "ec2:DescribeVpcAttribute",
                "ec2:DescribeVpcEndpoints",
                "ec2:DescribeSubnets",
                "ec2:DescribeSecurityGroups",
                "ec2:DescribeRouteTables",
                "ec2:DescribeNetworkInterfaces"),
            List.of("*")));
    role.addToPolicy(
        allow(
            List.of("ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"),
            "ArnEquals",
            "ec2:Vpc",
            jobs.props().network().vpc().getVpcArn()));
    role.addToPolicy(
        allow(
            List.of("ec2:CreateTags", "ec2:DeleteTags"),
            "ForAllValues:StringEquals",
            "aws:TagKeys",
            List.of("aws-glue-service-resource")));
    Findings.acknowledge(
        role,
        "AwsSolutions-IAM5[Resource::*]",
        "Describing a network and putting metrics know no resources; a network interface is named"
            + " when Glue makes it, and the subnets cannot be named because they are deleted"
            + " before this policy: the VPC, the tag and the namespace are bound by conditions");
  }

  private String glueArn(String resource, String name) {
    var arn = ArnComponents.builder().service("glue").resource(resource);
    return Stack.of(this)
        .formatArn(
            name.isEmpty()
                ? arn.arnFormat(ArnFormat.NO_RESOURCE_NAME).build()
                : arn.arnFormat(ArnFormat.SLASH_RESOURCE_NAME).resourceName(name).build());
  }

  private static PolicyStatement allow(List<String> actions, List<String> resources) {
    return PolicyStatement.Builder.create().actions(actions).resources(resources).build();
  }

  private static PolicyStatement allow(
      List<String> actions, String operator, String conditionKey, Object value) {
    return PolicyStatement.Builder.create()
        .actions(actions)
        .resources(List.of("*"))
        .conditions(Map.of(operator, Map.of(conditionKey, value)))
        .build();
  }
}
