package spanglue.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;
import spanglue.tracing.Tracing;
import spanglue.tracing.TracingConfig;

/**
 * The AWS Lambda function behind the bucket's notification: starts one execution of the state
 * machine for each uploaded file.
 *
 * <p>Environment variables: {@code STATE_MACHINE_ARN}; {@code SPANGLUE_TRACE_EVERY_RUN} ({@code
 * true} or {@code false}, default {@code true}); {@code AWS_ENDPOINT_URL_SFN} as in every AWS SDK.
 * The function's spans go to the X-Ray daemon that Lambda runs beside a traced function ({@code
 * AWS_XRAY_DAEMON_ADDRESS}, which Lambda sets), or, where {@code OTEL_EXPORTER_OTLP_ENDPOINT} is
 * set, there.
 */
public final class TriggerFunction implements RequestHandler<S3Event, List<String>> {
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
   * Starts a run for each upload under {@code input/} that the jobs can read.
   *
   * @return the ids of the runs, started now or by an earlier delivery of the same event
   * @throws RuntimeException naming every upload that could not be started, after all were tried;
   *     Lambda then delivers the event again
   */
  @Override
  public List<String> handleRequest(S3Event event, Context context) {
    RunTrace trace = RunTrace.of(context, settings);
    var log = new EventLog(context.getLogger(), trace.own().traceId(), Clock.systemUTC());
    if (trace.unreadable() != null) {
      log.unreadableHeader(trace.unreadable());
    }
    var invocation =
        new FunctionInvocation(context.getAwsRequestId(), !invokedBefore.getAndSet(true));
    var handling = new EventHandling(executions, trace, invocation, log);
    try (Tracing tracing = Tracing.start(telemetry(trace, context))) {
      return handling.handle(records(event), tracing.spans());
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

  /** S3 tells a bucket's new notification with an event that has no records. */
  private static List<S3EventNotificationRecord> records(S3Event event) {
    @Nullable List<S3EventNotificationRecord> records = event.getRecords();
    return records == null ? List.of() : records;
  }
}
