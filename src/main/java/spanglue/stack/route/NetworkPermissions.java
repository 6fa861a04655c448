package spanglue.stack.route;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import spanglue.stack.shared.NagFindings;

/** What a job's role needs in a VPC: Glue makes the job's network interfaces under it. */
record NetworkPermissions(Role role, IVpc vpc) {
  /**
   * @param connections names of Glue's
   */
  void allow(List<String> connections) {
    role.addToPolicy(
        allow(
            List.of("glue:GetConnection"),
            Stream.concat(
                    Stream.of(glueArn("catalog", "")),
                    connections.stream().map(one -> glueArn("connection", one)))
                .toList(),
            Map.of()));
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
            List.of("*"),
            Map.of()));
    allowInterfaces();
  }

  /**
   * To make an interface is asked of the interface, its subnet and its security group, each for
   * itself. An interface that is not there yet is in no VPC: a condition on it would never hold.
   */
  private void allowInterfaces() {
    Map<String, Object> inVpc = Map.of("ArnEquals", Map.of("ec2:Vpc", vpc.getVpcArn()));
    String interfaces = ec2Arn("network-interface");
    role.addToPolicy(allow(List.of("ec2:CreateNetworkInterface"), List.of(interfaces), Map.of()));
    role.addToPolicy(
        allow(
            List.of("ec2:CreateNetworkInterface"),
            List.of(ec2Arn("subnet"), ec2Arn("security-group")),
            inVpc));
    role.addToPolicy(allow(List.of("ec2:DeleteNetworkInterface"), List.of(interfaces), inVpc));
    var tag =
        allow(
            List.of("ec2:CreateTags", "ec2:DeleteTags"),
            List.of(interfaces),
            Map.of(
                "ForAllValues:StringEquals",
                Map.of("aws:TagKeys", List.of("aws-glue-service-resource"))));
    // That holds for no tags at all as well.
    tag.addCondition("Null", Map.of("aws:TagKeys", "false"));
    role.addToPolicy(tag);
    acknowledgeAny(
        "network-interface",
        "An interface is named when Glue makes it; it is made in the VPC's subnets only, and the VPC"
            + " or the tag bind what else is done with it");
    acknowledgeAny(
        "subnet",
        "The subnets are deleted before this policy, or were there before the stack; the VPC binds them");
    acknowledgeAny(
        "security-group",
        "The security group is deleted before this policy, so it cannot be named; the VPC binds it");
  }

  private void acknowledgeAny(String resource, String reason) {
    NagFindings.acknowledgeArn(
        role, "arn:<AWS::Partition>:ec2:<AWS::Region>:<AWS::AccountId>:" + resource + "/*", reason);
  }

  private String ec2Arn(String type) {
    return Stack.of(role)
        .formatArn(ArnComponents.builder().service("ec2").resource(type).resourceName("*").build());
  }

  private String glueArn(String resource, String name) {
    var arn = ArnComponents.builder().service("glue").resource(resource);
    return Stack.of(role)
        .formatArn(
            name.isEmpty()
                ? arn.arnFormat(ArnFormat.NO_RESOURCE_NAME).build()
                : arn.arnFormat(ArnFormat.SLASH_RESOURCE_NAME).resourceName(name).build());
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
