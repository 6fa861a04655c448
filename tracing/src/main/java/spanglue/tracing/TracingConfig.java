package spanglue.tracing;

import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.export.OtlpEndpoint;
import spanglue.tracing.vocabulary.ResourceAttribute;

/** Settings of a {@link Tracing}; {@link #builder} makes them. */
public final class TracingConfig {
  private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(5);

  final Resource resource;
  final @Nullable OtlpEndpoint otlp;
  final @Nullable String daemonAddress;
  final Duration flushTimeout;
  private final @Nullable TraceHeader header;

  private TracingConfig(Builder builder) {
    header = builder.header;
    otlp = builder.otlp(new OtlpVariables(builder.environment), OtlpVariables.Signal.TRACES);
    daemonAddress = ConfigValues.daemon(builder.daemonAddress, builder.environment);
    flushTimeout = builder.flushTimeout;
    resource =
        new ServiceResource(builder.serviceName)
            .cloud(null, builder.environment, builder.arn)
            .with(ResourceAttribute.CLOUD_RESOURCE_ID, builder.arn)
            .with(builder.resource)
            .build(List.of());
  }

  /**
   * Settings with defaults: a new trace, nothing sent, a flush of at most 5 s.
   *
   * @param serviceName {@code service.name}: what X-Ray names the segments
   */
  public static Builder builder(String serviceName) {
    return new Builder(serviceName);
  }

  TraceHeader headerOrNew() {
    return header == null ? TraceHeader.newRoot() : header;
  }

  /** Collects settings. A null or blank text counts as not given. */
  public static final class Builder extends ConfigBuilder<Builder> {
    private final String serviceName;
    private @Nullable String daemonAddress;
    private @Nullable String arn;

    private Builder(String serviceName) {
      super(FLUSH_TIMEOUT);
      this.serviceName = serviceName;
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Where the X-Ray daemon listens that takes the spans where there is no OTLP endpoint: {@code
     * host:port}, or {@code tcp:host:port udp:host:port}.
     */
    public Builder daemonAddress(@Nullable String address) {
      this.daemonAddress = ConfigValues.blankToNull(address);
      return this;
    }

    /** ARN of what runs, which tells account and region too. */
    public Builder arn(@Nullable String arn) {
      this.arn = ConfigValues.blankToNull(arn);
      return this;
    }

    /** The settings. */
    public TracingConfig build() {
      return new TracingConfig(this);
    }
  }
}
