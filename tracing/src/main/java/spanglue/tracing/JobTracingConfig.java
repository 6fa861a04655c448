package spanglue.tracing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link JobTracing}.
 *
 * @param jobName the job; also {@code service.name}, so that X-Ray names the job's segment by it
 * @param jobRunId the run of the job
 * @param attempt which try of the same work this run is; the first is 1
 * @param executionId ARN of the Step Functions execution that started the run; null where none did
 * @param stateName the state of the workflow that started the run; null where none did
 * @param header the trace header that the workflow passed; null begins a new trace
 * @param otlpEndpoint base URL of an OTLP/HTTP receiver, {@code /v1/traces} is added; null where
 *     nothing shall be sent
 * @param xrayEndpoint base URL of an X-Ray API that takes unsigned requests, as the collector's
 *     awsproxy does; null where no parent shall be looked up
 * @param resource further resource attributes
 * @param logGroups names of the CloudWatch log groups that the job writes to; X-Ray links to them
 * @param flushTimeout the most that sending may take at the end while no receiver answers
 * @param retryTimeout the most that sending may take in all where a receiver answers that it may
 *     take the spans later, as the collector does while X-Ray is down, throttles or hangs
 * @param lookupGrace how long after the job's end the lookup of the parent may go on
 * @param checkpointAfter how long a job must run for its root to be sent, in progress, before its
 *     end
 */
public record JobTracingConfig(
    String jobName,
    String jobRunId,
    int attempt,
    @Nullable String executionId,
    @Nullable String stateName,
    @Nullable TraceHeader header,
    @Nullable String otlpEndpoint,
    @Nullable String xrayEndpoint,
    Map<String, String> resource,
    List<String> logGroups,
    Duration flushTimeout,
    Duration retryTimeout,
    Duration lookupGrace,
    Duration checkpointAfter) {

  /** Twice the 5 s after which the collector gives a hanging X-Ray up, as it may be two of them. */
  private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(12);

  private static final Duration RETRY_TIMEOUT = Duration.ofSeconds(30);

  /** Copies {@code resource} and {@code logGroups}. */
  public JobTracingConfig {
    resource = Map.copyOf(resource);
    logGroups = List.copyOf(logGroups);
  }

  /** Settings with defaults: first attempt, a new trace, nothing sent, no lookup. */
  public static Builder builder(String jobName, String jobRunId) {
    return new Builder(jobName, jobRunId);
  }

  /** Collects settings. A null or blank text counts as not given. */
  public static final class Builder {
    private final String jobName;
    private final String jobRunId;
    private final Map<String, String> resource = new LinkedHashMap<>();
    private final List<String> logGroups = new ArrayList<>();
    private int attempt = 1;
    private @Nullable String executionId;
    private @Nullable String stateName;
    private @Nullable TraceHeader header;
    private @Nullable String otlpEndpoint;
    private @Nullable String xrayEndpoint;
    private Map<String, String> environment = Map.of();
    private Duration flushTimeout = FLUSH_TIMEOUT;
    private Duration retryTimeout = RETRY_TIMEOUT;
    private Duration lookupGrace = Duration.ofSeconds(2);
    private Duration checkpointAfter = Duration.ofMinutes(5);

    private Builder(String jobName, String jobRunId) {
      this.jobName = jobName;
      this.jobRunId = jobRunId;
    }

    /** Which try of the same work this run is; the first is 1. */
    public Builder attempt(int attempt) {
      this.attempt = attempt;
      return this;
    }

    /** ARN of the Step Functions execution that started the run ({@code $$.Execution.Id}). */
    public Builder executionId(@Nullable String arn) {
      this.executionId = Settings.blankToNull(arn);
      return this;
    }

    /** The state that started the run, as the state machine spells it. */
    public Builder stateName(@Nullable String name) {
      this.stateName = Settings.blankToNull(name);
      return this;
    }

    /** The caller's place in the trace; null begins a new trace. */
    public Builder header(@Nullable TraceHeader header) {
      this.header = header;
      return this;
    }

    /**
     * The caller's trace header as it came, in a form that {@link TraceHeader#parse} reads. One
     * that can't be read is logged, and a new trace begins.
     */
    public Builder traceHeader(@Nullable String text) {
      this.header = Settings.headerOrNull(text);
      return this;
    }

    /** Base URL of an OTLP/HTTP receiver, such as {@code http://localhost:4318}. */
    public Builder otlpEndpoint(@Nullable String endpoint) {
      this.otlpEndpoint = Settings.blankToNull(endpoint);
      return this;
    }

    /** Base URL of an X-Ray API that takes unsigned requests, for the lookup of the parent. */
    public Builder xrayEndpoint(@Nullable String endpoint) {
      this.xrayEndpoint = Settings.blankToNull(endpoint);
      return this;
    }

    /**
     * Reads {@code OTEL_EXPORTER_OTLP_ENDPOINT}, which an endpoint that is given overrides, and
     * {@code AWS_REGION}; without it the execution's ARN tells the region.
     */
    public Builder environment(Map<String, String> environment) {
      this.environment = Map.copyOf(environment);
      return this;
    }

    /** Adds a resource attribute. */
    public Builder resource(String key, String value) {
      resource.put(key, value);
      return this;
    }

    /** Adds a CloudWatch log group that the job writes to; X-Ray links to it. */
    public Builder logGroup(@Nullable String name) {
      String group = Settings.blankToNull(name);
      if (group != null) {
        logGroups.add(group);
      }
      return this;
    }

    /** The most that sending may take at the end while no receiver answers; 12 s unless told. */
    public Builder flushTimeout(Duration timeout) {
      this.flushTimeout = timeout;
      return this;
    }

    /**
     * The most that sending spans may take in all where a receiver answers that it may take them
     * later (HTTP 429 or 5xx); 30 s unless told, and never less than the other.
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

    /** How long a job must run for its root to be sent before its end; 5 minutes unless told. */
    public Builder checkpointAfter(Duration time) {
      this.checkpointAfter = time;
      return this;
    }

    /** The settings. */
    public JobTracingConfig build() {
      Map<String, String> attributes = ServiceResource.cloud(environment, executionId);
      attributes.putAll(resource);
      return new JobTracingConfig(
          jobName,
          jobRunId,
          attempt,
          executionId,
          stateName,
          header,
          Settings.endpoint(otlpEndpoint, environment),
          xrayEndpoint,
          attributes,
          logGroups,
          flushTimeout,
          retryTimeout,
          lookupGrace,
          checkpointAfter);
    }
  }
}
