package spanglue.stack.network;

import java.util.List;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** A VPC and the subnets in it. */
interface Place {
  IVpc vpc();

  List<ISubnet> glueSubnets();

  List<ISubnet> collectorSubnets();

  /** Opens the way from the jobs' subnets to S3, for what a statement allows. */
  void openS3(PolicyStatement statement);
}
