package spanglue.lambda;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the function's environment variables say.
 *
 * @param stateMachineArn STATE_MACHINE_ARN
 * @param traceEveryRun SPANGLUE_TRACE_EVERY_RUN: a run that Lambda did not sample is traced anyhow;
 *     true unless said otherwise
 * @param environment all of them, for the telemetry's own settings
 */
record FunctionSettings(
    String stateMachineArn, boolean traceEveryRun, Map<String, String> environment) {
  static final String STATE_MACHINE_ARN = "STATE_MACHINE_ARN";
  static final String TRACE_EVERY_RUN = "SPANGLUE_TRACE_EVERY_RUN";

  private static final Pattern ARN =
      Pattern.compile("arn:[a-z-]+:states:[a-z0-9-]+:[0-9]{12}:stateMachine:\\S+");

  /**
   * @throws IllegalStateException where the state machine is not named or a value is not allowed
   */
  static FunctionSettings of(Map<String, String> environment) {
    String arn = environment.getOrDefault(STATE_MACHINE_ARN, "");
    if (arn.isBlank()) {
      throw new IllegalStateException(
          "the environment variable "
              + STATE_MACHINE_ARN
              + " is not set; set it to the ARN of the state machine that an upload starts");
    }
    if (!ARN.matcher(arn).matches()) {
      throw new IllegalStateException(
          "the environment variable "
              + STATE_MACHINE_ARN
              + " is '"
              + arn
              + "'; expected the ARN of a state machine, such as"
              + " arn:aws:states:eu-west-1:111122223333:stateMachine:name");
    }
    String every = environment.getOrDefault(TRACE_EVERY_RUN, "true");
    if (!every.equals("true") && !every.equals("false")) {
      throw new IllegalStateException(
          "the environment variable "
              + TRACE_EVERY_RUN
              + " is '"
              + every
              + "'; expected true or false");
    }
    return new FunctionSettings(arn, every.equals("true"), Map.copyOf(environment));
  }
}
