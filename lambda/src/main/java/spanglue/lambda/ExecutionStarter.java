package spanglue.lambda;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.SfnClientBuilder;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;

/** Starts executions of one state machine. */
final class ExecutionStarter {
  /** How a start ended well. */
  enum Outcome {
    STARTED,
    ALREADY_STARTED
  }

  private static final Duration ONE_ATTEMPT = Duration.ofSeconds(5);
  private static final Duration ALL_ATTEMPTS = Duration.ofSeconds(15);

  private final SfnClient client;
  private final String stateMachineArn;

  ExecutionStarter(SfnClient client, String stateMachineArn) {
    this.client = client;
    this.stateMachineArn = stateMachineArn;
  }

  /** Region, credentials and endpoint come from the environment, as in every AWS SDK. */
  static SfnClientBuilder clientBuilder() {
    return clientBuilder(UrlConnectionHttpClient.create());
  }

  static SfnClientBuilder clientBuilder(SdkHttpClient http) {
    return SfnClient.builder()
        .httpClient(http)
        .overrideConfiguration(
            configuration ->
                configuration
                    .addExecutionInterceptor(new TraceHeaderInterceptor())
                    .apiCallAttemptTimeout(ONE_ATTEMPT)
                    .apiCallTimeout(ALL_ATTEMPTS));
  }

  /**
   * Starts an execution, or finds that an earlier delivery of the same event has.
   *
   * @param traceHeader in X-Ray's form; null where the execution has no trace
   * @throws software.amazon.awssdk.core.exception.SdkException where neither is so, after the SDK's
   *     own retries
   */
  Outcome start(String name, String input, @Nullable String traceHeader) {
    try {
      client.startExecution(
          request ->
              request
                  .stateMachineArn(stateMachineArn)
                  .name(name)
                  .input(input)
                  .traceHeader(traceHeader)
                  .overrideConfiguration(
                      override ->
                          override.putExecutionAttribute(
                              TraceHeaderInterceptor.TRACE_HEADER, traceHeader)));
      return Outcome.STARTED;
    } catch (ExecutionAlreadyExistsException e) {
      return Outcome.ALREADY_STARTED;
    }
  }
}
