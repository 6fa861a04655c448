package spanglue.stack.settings;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The network of jobs and collectors; what each component means is in {@link NetworkKeys}.
 *
 * @param vpcId of a network that is there already; empty for one of the stack's own
 */
public record NetworkSettings(
    Optional<String> vpcId,
    List<GlueSubnet> glueSubnets,
    List<String> collectorSubnets,
    List<String> s3RouteTables,
    boolean privateCollectors,
    String cidr,
    List<String> azs,
    boolean kmsEndpoint) {

  static NetworkSettings from(Function<String, @Nullable Object> context) {
    return new NetworkSettings(
        NetworkKeys.VPC_ID.in(context),
        NetworkKeys.GLUE_SUBNETS.in(context),
        NetworkKeys.COLLECTOR_SUBNETS.in(context),
        NetworkKeys.S3_ROUTE_TABLES.in(context),
        NetworkKeys.PRIVATE_COLLECTORS.in(context),
        NetworkKeys.CIDR.in(context),
        NetworkKeys.AZS.in(context),
        NetworkKeys.KMS_ENDPOINT.in(context));
  }
}
