package spanglue.cli.aws;

/**
 * The state machine's name and ARN; the account is nobody's.
 *
 * @param name the state machine's name
 */
public record StateMachineArn(String name) {
  public static final String REGION = "us-east-1";

  private static final String PREFIX = "arn:aws:states:" + REGION + ":000000000000:";

  @Override
  public String toString() {
    return PREFIX + "stateMachine:" + name;
  }

  /** ARN of an execution. */
  String execution(String execution) {
    return PREFIX + "execution:" + name + ":" + execution;
  }
}
