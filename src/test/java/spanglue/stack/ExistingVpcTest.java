package spanglue.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.stack.Synthesized.texts;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the stack does in a network that was there before it. */
class ExistingVpcTest {
  private static final String VPC = "vpc-0123456789abcdef0";

  /** Its flow logs, its routes and its default security group are its owner's. */
  @ParameterizedTest
  @EnumSource(names = {"EXISTING_VPC", "PRIVATE_COLLECTORS"})
  void onlySecurityGroupsAndEndpointsAreMadeInIt(Shape shape) {
    assertThat(shape.stack().resources().values())
        .extracting(resource -> resource.get("Type").asText())
        .filteredOn(type -> type.matches("AWS::EC2::.*|.*Vpc.*"))
        .containsOnly(
            shape == Shape.EXISTING_VPC
                ? new String[] {
                  "AWS::EC2::SecurityGroup",
                  "AWS::EC2::SecurityGroupIngress",
                  "AWS::EC2::SecurityGroupEgress"
                }
                : new String[] {
                  "AWS::EC2::SecurityGroup",
                  "AWS::EC2::SecurityGroupIngress",
                  "AWS::EC2::SecurityGroupEgress",
                  "AWS::EC2::VPCEndpoint"
                });
    assertThat(shape.stack().all("AWS::EC2::SecurityGroup"))
        .allMatch(group -> group.get("VpcId").asText().equals(VPC))
        .allMatch(group -> !group.has("SecurityGroupIngress"));
    assertThat(shape.stack().all("AWS::EC2::SecurityGroupIngress"))
        .allMatch(rule -> rule.has("SourceSecurityGroupId") && !rule.has("CidrIp"));
  }

  /** Glue fails a run whose connection does not say its subnet's zone. */
  @Test
  void eachGlueSubnetIsAConnectionWithItsZone() {
    assertThat(Shape.EXISTING_VPC.stack().all("AWS::Glue::Connection"))
        .extracting(
            connection ->
                connection.at("/ConnectionInput/PhysicalConnectionRequirements/SubnetId").asText()
                    + " "
                    + connection
                        .at("/ConnectionInput/PhysicalConnectionRequirements/AvailabilityZone")
                        .asText())
        .containsExactlyInAnyOrder(
            "subnet-0a1b2c3d4e5f60718 eu-west-1a", "subnet-1a1b2c3d4e5f60718 eu-west-1b");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXISTING_VPC", "PRIVATE_COLLECTORS"})
  void collectorsAreInTheirSubnetsWithAPublicAddressOrWithout(Shape shape) {
    JsonNode network =
        shape.stack().one("AWS::ECS::Service").at("/NetworkConfiguration/AwsvpcConfiguration");

    assertThat(texts(network.get("Subnets")))
        .containsExactly("subnet-2a1b2c3d4e5f60718", "subnet-3a1b2c3d4e5f60718");
    assertThat(network.get("AssignPublicIp").asText())
        .isEqualTo(shape == Shape.EXISTING_VPC ? "ENABLED" : "DISABLED");
    assertThat(shape.stack().one("AWS::ServiceDiscovery::PrivateDnsNamespace").get("Vpc").asText())
        .isEqualTo(VPC);
  }

  @Test
  void aTaskMayFetchItsImageFromARegistryOfTheAccounts() {
    assertThat(Shape.PRIVATE_COLLECTORS.stack().permissions())
        .filteredOn(statement -> texts(statement.get("Action")).contains("ecr:BatchGetImage"))
        .singleElement()
        .satisfies(
            statement ->
                assertThat(Rendered.IRELAND.text(statement.get("Resource")))
                    .isEqualTo("arn:aws:ecr:eu-west-1:111122223333:repository/team/collector"));
    assertThat(Shape.EXISTING_VPC.stack().permissions().toString()).doesNotContain("ecr:");
  }

  @Test
  void glueMayMakeInterfacesInThisVpcOnly() {
    assertThat(Shape.EXISTING_VPC.stack().permissions())
        .filteredOn(statement -> statement.path("Condition").toString().contains("ec2:Vpc"))
        .hasSize(4)
        .allMatch(
            statement ->
                Rendered.IRELAND
                    .text(statement.at("/Condition/ArnEquals/ec2:Vpc"))
                    .equals("arn:aws:ec2:eu-west-1:111122223333:vpc/" + VPC));
  }

  @Test
  void theWayToS3IsOfTheRouteTablesThatAreNamedAndAsNarrowAsInTheStacksOwnNetwork() {
    JsonNode asked = gateway(Shape.PRIVATE_COLLECTORS);

    assertThat(texts(asked.get("RouteTableIds"))).containsExactly("rtb-0a1b2c3d4e5f60718");
    assertThat(asked.get("VpcId").asText()).isEqualTo(VPC);
    assertThat(asked.get("ServiceName")).isEqualTo(gateway(Shape.COLLECTOR).get("ServiceName"));
    assertThat(asked.get("PolicyDocument"))
        .isEqualTo(gateway(Shape.COLLECTOR).get("PolicyDocument"));
  }

  @Test
  void theWayToKmsIsInTheJobsSubnets() {
    assertThat(Shape.PRIVATE_COLLECTORS.stack().all("AWS::EC2::VPCEndpoint"))
        .filteredOn(endpoint -> endpoint.get("VpcEndpointType").asText().equals("Interface"))
        .singleElement()
        .satisfies(
            endpoint ->
                assertThat(texts(endpoint.get("SubnetIds")))
                    .containsExactly("subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"));
  }

  @Test
  void theSecurityGroupGoesBeforeTheRolesThatRemoveGluesInterfaces() {
    assertThat(Shape.EXISTING_VPC.stack().resources().values())
        .filteredOn(
            resource ->
                resource.at("/Properties/GroupDescription").asText().startsWith("Glue jobs"))
        .singleElement()
        .satisfies(
            group ->
                assertThat(texts(group.get("DependsOn")))
                    .filteredOn(id -> id.contains("JobRoleDefaultPolicy"))
                    .hasSize(2));
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void nothingIsLookedUpInAnAccount(Shape shape) {
    assertThat(Synthesized.json(shape.stack().directory().resolve("manifest.json")).has("missing"))
        .isFalse();
  }

  private static JsonNode gateway(Shape shape) {
    return shape.stack().all("AWS::EC2::VPCEndpoint").stream()
        .filter(endpoint -> endpoint.get("VpcEndpointType").asText().equals("Gateway"))
        .findFirst()
        .orElseThrow();
  }
}
