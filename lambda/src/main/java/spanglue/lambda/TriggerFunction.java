package spanglue.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.services.sfn.SfnClient;
import spanglue.tracing.Tracing;
import spanglue.tracing.TracingConfig;

/**
 * The AWS Lambda function behind the bucket's notification: starts one execution of the state
 * machine for each uploaded file. It reads the event itself: what Lambda's own types can't read
 * would never get here, and they take longer to load.
 *
 * <p>Environment variables: {@code STATE_MACHINE_ARN}; {@code SPANGLUE_TRACE_EVERY_RUN} ({@code
 * true} or {@code false}, default {@code true}); {@code AWS_ENDPOINT_URL_SFN} as in every AWS SDK.
 * The function's spans go to the X-Ray daemon that Lambda runs beside a traced function ({@code
 * AWS_XRAY_DAEMON_ADDRESS}, which Lambda sets), or, where {@code OTEL_EXPORTER_OTLP_ENDPOINT} is
 * set, there.
 */
public final class TriggerFunction implements RequestStreamHandler {
  private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(2);

  private final FunctionSettings settings;
  private final ExecutionStarter executions;
  private final AtomicBoolean invokedBefore = new AtomicBoolean();

  /**
   * Wires the real clients from the environment, at the function's start.
   *
   * @throws IllegalStateException where an environment variable is missing or not allowed
   */
  public TriggerFunction() {
    this(System.getenv(), ExecutionStarter.clientBuilder().build());
    WarmUp.run();
  }

  TriggerFunction(Map<String, String> environment, SfnClient client) {
    settings = FunctionSettings.of(environment);
    executions = new ExecutionStarter(client, settings.stateMachineArn());
  }

  /**
   * Starts a run for each upload under {@code input/} that the jobs can read, and answers with the
   * ids of the runs, started now or by an earlier delivery of the same event.
   *
   * @throws RuntimeException where the event is none of S3's, or naming every upload that could not
   *     be started, after all were tried; Lambda then delivers the event again
   */
  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    String json = new String(event.readAllBytes(), StandardCharsets.UTF_8);
    answer.write(Json.line(handle(json, context)).getBytes(StandardCharsets.UTF_8));
  }

  List<String> handle(String event, Context context) {
    Clock clock = Clock.systemUTC();
    RunTrace trace = RunTrace.of(context, settings, clock.instant());
    var log =
        new EventLog(context.getLogger(), context.getFunctionName(), trace.own().traceId(), clock);
    if (trace.warning() != null) {
      log.traceHeader(trace.warning());
    }
    var invocation =
        new FunctionInvocation(context.getAwsRequestId(), !invokedBefore.getAndSet(true));
    var handling = new EventHandling(executions, trace, invocation, log);
    try (Tracing tracing = Tracing.start(telemetry(trace, context))) {
      return handling.handle(event, tracing.spans());
    }
  }

  private TracingConfig telemetry(RunTrace trace, Context context) {
    return TracingConfig.builder(context.getFunctionName())
        .header(trace.own())
        .arn(context.getInvokedFunctionArn())
        .resource(FunctionAttribute.NAME.key(), context.getFunctionName())
        .environment(settings.environment())
        .flushTimeout(FLUSH_TIMEOUT)
        .build();
  }
}
