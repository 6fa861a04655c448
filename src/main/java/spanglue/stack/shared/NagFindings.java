package spanglue.stack.shared;

import java.util.Map;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Validations;
import software.constructs.IConstruct;

/** Acknowledges what a check of the stack finds, where it is made, with why it is right there. */
public final class NagFindings {
  private NagFindings() {}

  /**
   * Acknowledges one finding about a construct.
   *
   * @param id as the check names it, such as {@code AwsSolutions-IAM5[Resource::*]}
   */
  public static void acknowledge(IConstruct construct, String id, String reason) {
    Validations.of(construct).acknowledge(Acknowledgment.builder().id(id).reason(reason).build());
  }

  /**
   * Acknowledges that a policy names all resources that an ARN stands for. Such an ARN has {@code
   * <AWS::Region>} and the like in it, which CDK's own method takes for its delimiter and refuses:
   * what that would write is written here.
   */
  public static void acknowledgeArn(IConstruct construct, String arn, String reason) {
    construct
        .getNode()
        .addMetadata(
            Validations.ACKNOWLEDGED_RULES_METADATA_KEY,
            Map.of("AwsSolutions-IAM5[Resource::" + arn + "]", reason));
  }
}
