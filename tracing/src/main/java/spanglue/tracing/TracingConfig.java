package spanglue.tracing;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link Tracing}.
 *
 * @param serviceName {@code service.name}: what X-Ray names the segments
 * @param header the caller's place in the trace; null begins a new trace
 * @param otlpEndpoint base URL of an OTLP/HTTP receiver, {@code /v1/traces} is added; null where
 *     there is none
 * @param daemonAddress where the X-Ray daemon listens that takes the spans where there is no OTLP
 *     endpoint; null where there is none
 * @param resource further resource attributes
 * @param flushTimeout the most that one flush may take
 */
public record TracingConfig(
    String serviceName,
    @Nullable TraceHeader header,
    @Nullable String otlpEndpoint,
    @Nullable String daemonAddress,
    Map<String, String> resource,
    Duration flushTimeout) {
  static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(5);

  /** Copies {@code resource}. */
  public TracingConfig {
    resource = Map.copyOf(resource);
  }

  /** Settings with defaults: a new trace, nothing sent, a flush of at most 5 s. */
  public static Builder builder(String serviceName) {
    return new Builder(serviceName);
  }

  /** Collects settings. A null or blank text counts as not given. */
  public static final class Builder {
    private final String serviceName;
    private final Map<String, String> resource = new LinkedHashMap<>();
    private @Nullable TraceHeader header;
    private @Nullable String otlpEndpoint;
    private @Nullable String daemonAddress;
    private @Nullable String arn;
    private Map<String, String> environment = Map.of();
    private Duration flushTimeout = FLUSH_TIMEOUT;

    private Builder(String serviceName) {
      this.serviceName = serviceName;
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

    /**
     * Where the X-Ray daemon listens: {@code host:port}, or {@code tcp:host:port udp:host:port}. An
     * OTLP endpoint goes before it.
     */
    public Builder daemonAddress(@Nullable String address) {
      this.daemonAddress = Settings.blankToNull(address);
      return this;
    }

    /** ARN of what runs, which tells account and region. */
    public Builder arn(@Nullable String arn) {
      this.arn = Settings.blankToNull(arn);
      return this;
    }

    /**
     * Reads {@code OTEL_EXPORTER_OTLP_ENDPOINT}, {@code AWS_XRAY_DAEMON_ADDRESS} (which Lambda
     * sets) and {@code AWS_REGION}. What is given otherwise overrides them.
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

    /** The most that one flush may take; 5 s unless told. */
    public Builder flushTimeout(Duration timeout) {
      this.flushTimeout = timeout;
      return this;
    }

    /** The settings. */
    public TracingConfig build() {
      Map<String, String> attributes = ServiceResource.cloud(environment, arn);
      attributes.putAll(resource);
      return new TracingConfig(
          serviceName,
          header,
          Settings.endpoint(otlpEndpoint, environment),
          Settings.daemon(daemonAddress, environment),
          attributes,
          flushTimeout);
    }
  }
}
