package spanglue.tracing;

import io.opentelemetry.sdk.resources.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.budget.Budget;
import spanglue.tracing.internal.export.OtlpEndpoint;
import spanglue.tracing.vocabulary.ResourceAttribute;

/** Settings of a {@link JobTracing}; {@link #builder} makes them. */
public final class JobTracingConfig {
  /** Twice the 5 s after which the collector gives a hanging X-Ray up, as it may be two of them. */
  private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(12);

  private static final Duration RETRY_TIMEOUT = Duration.ofSeconds(30);

  /** What {@link Builder#openEvery} is unless told. */
  public static final Duration OPEN_EVERY = Duration.ofSeconds(30);

  /**
   * System property: when the JVM was asked for the job that is about to start, in microseconds
   * since 1970. One that waits for jobs, and runs several, was started before that.
   */
  public static final String RUN_START = "spanglue.run.start";

  final String jobName;
  final String jobRunId;
  final int attempt;
  final @Nullable String executionId;
  final @Nullable String stateName;
  final @Nullable TraceHeader header;
  final TraceRoute route;
  final @Nullable Budget budget;
  final @Nullable String region;
  final @Nullable OtlpEndpoint otlpSpans;
  final @Nullable OtlpEndpoint otlpMetrics;
  final @Nullable String otlpEndpoint;
  final @Nullable String xrayEndpoint;
  final @Nullable String monitoringEndpoint;
  final Map<String, String> environment;
  final Resource resource;
  final Duration flushTimeout;
  final Duration retryTimeout;
  final Duration lookupGrace;
  final Duration checkpointAfter;
  final Duration openEvery;
  final @Nullable Past past;
  final boolean beganWithJvm;
  final @Nullable Path traceFile;

  /** When a job that is over ran. */
  record Past(Instant start, Instant end) {}

  private JobTracingConfig(Builder builder) {
    jobName = builder.jobName;
    jobRunId = builder.jobRunId;
    attempt = builder.attempt;
    executionId = builder.executionId;
    stateName = builder.stateName;
    header =
        builder.header == null
            ? ConfigValues.headerOrNull(builder.environment.get("TRACEPARENT"))
            : builder.header;
    route = builder.route;
    budget = ConfigValues.budgetOrNull(builder.budget);
    region = ServiceResource.region(builder.region, builder.environment, executionId);
    // What other programs send to is no place for a signed request.
    boolean isCollector = route == TraceRoute.COLLECTOR;
    OtlpVariables variables = new OtlpVariables(builder.environment);
    otlpSpans = isCollector ? builder.otlp(variables, OtlpVariables.Signal.TRACES) : null;
    otlpMetrics = isCollector ? builder.otlp(variables, OtlpVariables.Signal.METRICS) : null;
    otlpEndpoint = builder.givenOtlpEndpoint();
    xrayEndpoint = builder.xrayEndpoint;
    monitoringEndpoint = builder.monitoringEndpoint;
    environment = builder.environment;
    flushTimeout = builder.flushTimeout;
    retryTimeout = builder.retryTimeout;
    lookupGrace = builder.lookupGrace;
    checkpointAfter = builder.checkpointAfter;
    openEvery = builder.openEvery;
    past = builder.past;
    beganWithJvm = builder.beganWithJvm;
    traceFile = builder.traceFile;
    resource =
        new ServiceResource(jobName)
            .with(variables.resource())
            .with(ResourceAttribute.SERVICE_NAME, jobName)
            .cloud(builder.region, builder.environment, executionId)
            .with(ResourceAttribute.SERVICE_INSTANCE_ID, jobRunId)
            .with(builder.resource)
            .build(builder.logGroups);
  }

  /**
   * Settings with defaults: first attempt, a new trace, nothing sent, no lookup.
   *
   * @param jobName the job; also {@code service.name}, so that X-Ray names the job's segment by it
   * @param jobRunId the run of the job; also {@code service.instance.id}
   */
  public static Builder builder(String jobName, String jobRunId) {
    return new Builder(jobName, jobRunId);
  }

  /** Collects settings. A null or blank text counts as not given. */
  public static final class Builder extends ConfigBuilder<Builder> {
    private final String jobName;
    private final String jobRunId;
    private final List<String> logGroups = new ArrayList<>();
    private int attempt = 1;
    private @Nullable String executionId;
    private @Nullable String stateName;
    private TraceRoute route = TraceRoute.COLLECTOR;
    private @Nullable String budget;
    private @Nullable String region;
    private @Nullable String xrayEndpoint;
    private @Nullable String monitoringEndpoint;
    private Duration retryTimeout = RETRY_TIMEOUT;
    private Duration lookupGrace = Duration.ofSeconds(2);
    private Duration checkpointAfter = Duration.ofMinutes(5);
    private Duration openEvery = OPEN_EVERY;
    private @Nullable Past past;
    private boolean beganWithJvm;
    private @Nullable Path traceFile;

    private Builder(String jobName, String jobRunId) {
      super(FLUSH_TIMEOUT);
      this.jobName = jobName;
      this.jobRunId = jobRunId;
    }

    @Override
    Builder self() {
      return this;
    }

    /** Which try of the same work this run is; the first is 1. */
    public Builder attempt(int attempt) {
      this.attempt = attempt;
      return this;
    }

    /**
     * ARN of the Step Functions execution that started the run ({@code $$.Execution.Id}). It tells
     * account and region too.
     */
    public Builder executionId(@Nullable String arn) {
      this.executionId = ConfigValues.blankToNull(arn);
      return this;
    }

    /** The state that started the run, as the state machine spells it. */
    public Builder stateName(@Nullable String name) {
      this.stateName = ConfigValues.blankToNull(name);
      return this;
    }

    /**
     * The way of spans and metrics; {@link TraceRoute#COLLECTOR} unless told. The others sign with
     * the credentials of the {@link #environment}, or with those that the AWS SDK finds, and need a
     * {@link #region} and no endpoint.
     */
    public Builder route(TraceRoute route) {
      this.route = route;
      return this;
    }

    /**
     * How much the run may send: {@code xray}, what X-Ray takes; {@code none}, all that is kept; or
     * a number of bytes of segment documents. Unless told, it is {@code xray} where X-Ray gets the
     * documents: with {@link TraceRoute#DIRECT}, and by a collector that has an {@link
     * #xrayEndpoint} too; else {@code none}. A wrong text is logged, and counts as not given.
     */
    public Builder budget(@Nullable String text) {
      this.budget = ConfigValues.blankToNull(text);
      return this;
    }

    /**
     * The region that is signed for, such as {@code eu-west-1}; else the environment's {@code
     * AWS_REGION} or {@code AWS_DEFAULT_REGION}, else that of the execution's ARN.
     */
    public Builder region(@Nullable String name) {
      this.region = ConfigValues.blankToNull(name);
      return this;
    }

    /**
     * With {@link TraceRoute#COLLECTOR}, base URL of an X-Ray API that takes unsigned requests, as
     * the collector's awsproxy does, for the lookup of the root's parent; without it none is looked
     * up. Else in the place of X-Ray's own.
     */
    public Builder xrayEndpoint(@Nullable String endpoint) {
      this.xrayEndpoint = ConfigValues.blankToNull(endpoint);
      return this;
    }

    /** Base URL in the place of CloudWatch's own, where the job signs for itself. */
    public Builder monitoringEndpoint(@Nullable String endpoint) {
      this.monitoringEndpoint = ConfigValues.blankToNull(endpoint);
      return this;
    }

    /** Adds a CloudWatch log group that the job writes to; X-Ray links to it. */
    public Builder logGroup(@Nullable String name) {
      String group = ConfigValues.blankToNull(name);
      if (group != null) {
        logGroups.add(group);
      }
      return this;
    }

    /**
     * The most that sending spans may take in all where a receiver answers that it may take them
     * later (HTTP 429 or 5xx), as the collector does while X-Ray is down, throttles or hangs; 30 s
     * unless told, and never less than {@link #flushTimeout}.
     */
    public Builder retryTimeout(Duration timeout) {
      this.retryTimeout = timeout;
      return this;
    }

    /** How long after the job's end the lookup of the parent may go on; 2 s unless told. */
    public Builder lookupGrace(Duration grace) {
      this.lookupGrace = grace;
      return this;
    }

    /**
     * How long a job must run for its spans to be sent as they end, and how often what is open is
     * told then; 30 s unless told. With zero all is sent at the end, as it is where X-Ray gets the
     * spans or a {@link #budget} holds.
     */
    public Builder openEvery(Duration time) {
      this.openEvery = time;
      return this;
    }

    /** How long a job must run for X-Ray to get its root before its end; 5 minutes unless told. */
    public Builder checkpointAfter(Duration time) {
      this.checkpointAfter = time;
      return this;
    }

    /**
     * The job is over, and ran from then to then: its trace is made of what is known of it, is sent
     * whole, and there are no metrics, which the job sent itself if anybody did.
     */
    public Builder ran(Instant start, Instant end) {
      this.past = new Past(start, end);
      return this;
    }

    /**
     * Whether the job is what its JVM was started for: then its root begins where the JVM did, or
     * where {@link #RUN_START} says, so that what passed before the job's first line is in the
     * trace. Of several such jobs that is the first. Unless told, a root begins with {@link
     * JobTracing#start}.
     */
    public Builder beganWithJvm(boolean did) {
      this.beganWithJvm = did;
      return this;
    }

    /**
     * Where the trace is added as OTLP/JSON, a request a line: it goes nowhere else then, whatever
     * else is given, and whole.
     */
    public Builder traceFile(Path file) {
      this.traceFile = file;
      return this;
    }

    /** The settings. */
    public JobTracingConfig build() {
      return new JobTracingConfig(this);
    }
  }
}
