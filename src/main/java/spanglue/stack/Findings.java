package spanglue.stack;

import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Validations;
import software.constructs.IConstruct;

/** Acknowledges what a check of the stack finds, where it is made, with why it is right there. */
final class Findings {
  private Findings() {}

  /**
   * Acknowledges one finding about a construct.
   *
   * @param id as the check names it, such as {@code AwsSolutions-IAM5[Resource::*]}
   */
  static void acknowledge(IConstruct construct, String id, String reason) {
    Validations.of(construct).acknowledge(Acknowledgment.builder().id(id).reason(reason).build());
  }
}
