package spanglue.tracing;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.export.OtlpEndpoint;

/**
 * The settings that a function's or client's tracing and a job's have in common. A null or blank
 * text counts as not given.
 *
 * @param <B> the builder itself
 */
abstract class ConfigBuilder<B extends ConfigBuilder<B>> {
  final Map<String, String> resource = new LinkedHashMap<>();
  Map<String, String> environment = Map.of();
  Duration flushTimeout;
  @Nullable TraceHeader header;
  private @Nullable String endpoint;
  private @Nullable String headers;
  private @Nullable String certificate;

  ConfigBuilder(Duration flushTimeout) {
    this.flushTimeout = flushTimeout;
  }

  abstract B self();

  /** The caller's place in the trace; null begins a new trace. */
  public B header(@Nullable TraceHeader header) {
    this.header = header;
    return self();
  }

  /**
   * The caller's trace header as it came, in a form that {@link TraceHeader#parse} reads. One that
   * can't be read is logged, and a new trace begins.
   */
  public B traceHeader(@Nullable String text) {
    this.header = ConfigValues.headerOrNull(text);
    return self();
  }

  /**
   * Base URL of an OTLP/HTTP receiver, such as {@code http://localhost:4318}; for a job with {@link
   * TraceRoute#OTLP}, in the place of X-Ray's own.
   */
  public B otlpEndpoint(@Nullable String url) {
    this.endpoint = ConfigValues.blankToNull(url);
    return self();
  }

  /**
   * Headers of each request to a receiver of OTLP, such as {@code x-api-key=abc,x-team=data}, with
   * what is not plain percent-encoded; in the place of {@code OTEL_EXPORTER_OTLP_HEADERS}. They are
   * never logged.
   */
  public B otlpHeaders(@Nullable String pairs) {
    this.headers = ConfigValues.blankToNull(pairs);
    return self();
  }

  /**
   * File with the certificates, in PEM, that a receiver of OTLP by HTTPS is trusted by, and no
   * others; in the place of {@code OTEL_EXPORTER_OTLP_CERTIFICATE}, else the JVM's own. One that
   * can't be read is logged, and counts as not given.
   */
  public B otlpCertificate(@Nullable String file) {
    this.certificate = ConfigValues.blankToNull(file);
    return self();
  }

  /**
   * Environment variables to read: {@code OTEL_EXPORTER_OTLP_ENDPOINT}, {@code _HEADERS}, {@code
   * _COMPRESSION}, {@code _TIMEOUT}, {@code _CERTIFICATE}, {@code _CLIENT_CERTIFICATE} and {@code
   * _CLIENT_KEY}, and those of {@code _TRACES} and {@code _METRICS} alone; {@code
   * OTEL_RESOURCE_ATTRIBUTES}; for a job {@code TRACEPARENT}; {@code AWS_REGION}; for a function
   * {@code AWS_XRAY_DAEMON_ADDRESS}; for a job that signs for itself {@code AWS_ACCESS_KEY_ID} and
   * what belongs to it. What is given otherwise overrides them.
   */
  public B environment(Map<String, String> variables) {
    this.environment = Map.copyOf(variables);
    return self();
  }

  /** Adds a resource attribute, such as {@code deployment.environment.name}. */
  public B resource(String key, String value) {
    resource.put(key, value);
    return self();
  }

  /** The most that sending may take while no receiver answers; 5 s, and 12 s at a job's end. */
  public B flushTimeout(Duration timeout) {
    this.flushTimeout = timeout;
    return self();
  }

  final @Nullable String givenOtlpEndpoint() {
    return endpoint;
  }

  /** The OTLP endpoint that was given, else the environment's, else null. */
  final @Nullable OtlpEndpoint otlp(OtlpVariables variables, OtlpVariables.Signal signal) {
    return variables.endpoint(signal, new OtlpVariables.Given(endpoint, headers, certificate));
  }
}
