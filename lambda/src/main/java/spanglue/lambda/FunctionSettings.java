package spanglue.lambda;

import java.util.Map;

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
