package spanglue.stack.settings;

import java.util.List;
import java.util.Optional;

/** The context keys of the network, which is there where {@code traces} is {@code collector}. */
final class NetworkKeys {
  private static final String ID = "-([0-9a-f]{8}|[0-9a-f]{17})";
  private static final String ZONE = "[a-z]+(-[a-z0-9]+)*-[0-9]+[a-z]";

  static final ContextKey<Optional<String>> VPC_ID =
      new ContextKey<>(
          "vpcId",
          "",
          Allowed.matching("vpc" + ID, "a VPC's id, such as vpc-0a1b2c3d"),
          "a VPC that is there already, in which nothing is changed; left out for one of the stack's"
              + " own");

  static final ContextKey<List<GlueSubnet>> GLUE_SUBNETS =
      new ContextKey<>(
          "glueSubnets",
          "",
          Allowed.list(
              1,
              "one or more subnets with their zones, such as subnet-0a1b2c3d:eu-west-1a, separated by"
                  + " commas",
              NetworkKeys::glueSubnet,
              GlueSubnet::id),
          "the jobs' subnets in the VPC of vpcId");

  static final ContextKey<List<String>> COLLECTOR_SUBNETS =
      new ContextKey<>(
          "collectorSubnets",
          "",
          Allowed.texts(
              1,
              "subnet" + ID,
              "one or more subnets, such as subnet-0a1b2c3d, separated by commas"),
          "the collectors' subnets in the VPC of vpcId; public ones, but for privateCollectors");

  static final ContextKey<List<String>> S3_ROUTE_TABLES =
      new ContextKey<>(
          "s3RouteTables",
          "",
          Allowed.texts(
              1, "rtb" + ID, "one or more route tables, such as rtb-0a1b2c3d, separated by commas"),
          "route tables of the VPC of vpcId that get a gateway endpoint for S3, of which each can have"
              + " one; left out where the jobs' subnets have a way to S3");

  static final ContextKey<Boolean> PRIVATE_COLLECTORS =
      new ContextKey<>(
          "privateCollectors",
          "false",
          Allowed.flag(),
          "whether collectors get no public address: collectorSubnets then have another way out");

  static final ContextKey<String> CIDR =
      new ContextKey<>(
          "cidr",
          "10.0.0.0/16",
          PrivateRange.allowed(),
          "the range of addresses of the stack's own VPC");

  static final ContextKey<List<String>> AZS =
      new ContextKey<>(
          "azs",
          "",
          Allowed.texts(
              2, ZONE, "two or more zones, such as eu-west-1a,eu-west-1b, separated by commas"),
          "the availability zones of the stack's own VPC; left out for the region's first two");

  static final ContextKey<Boolean> KMS_ENDPOINT =
      new ContextKey<>(
          "kmsEndpoint",
          "false",
          Allowed.flag(),
          "whether the jobs' subnets get an interface endpoint for KMS, in case a job times out on it and"
              + " the VPC has none");

  static final List<ContextKey<?>> ALL =
      List.of(
          VPC_ID,
          GLUE_SUBNETS,
          COLLECTOR_SUBNETS,
          S3_ROUTE_TABLES,
          PRIVATE_COLLECTORS,
          CIDR,
          AZS,
          KMS_ENDPOINT);

  private NetworkKeys() {}

  private static Optional<GlueSubnet> glueSubnet(String text) {
    String[] parts = text.split(":", -1);
    return parts.length == 2 && parts[0].matches("subnet" + ID) && parts[1].matches(ZONE)
        ? Optional.of(new GlueSubnet(parts[0], parts[1]))
        : Optional.empty();
  }
}
