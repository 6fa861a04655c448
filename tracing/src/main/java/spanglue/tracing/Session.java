package spanglue.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.TraceHeader.Sampling;

/** The tracer of one part of a trace, and the way of its spans from their end to the receiver. */
final class Session {
  private static final System.Logger LOG = System.getLogger(Session.class.getPackageName());
  private static final int MOST_SPANS = 4_096;
  private static final SpanLimits LIMITS =
      SpanLimits.builder()
          .setMaxAttributeValueLength(Failure.STACK_LENGTH)
          .setMaxNumberOfEvents(8)
          .build();

  private final TraceHeader header;
  private final Counts counts = new Counts();
  private final SpanBuffer buffer = new SpanBuffer(MOST_SPANS, counts);
  private final SdkTracerProvider provider;
  private final SpanSender sender;
  private boolean closed;

  Session(
      TraceHeader header,
      String serviceName,
      Map<String, String> resource,
      @Nullable String otlpEndpoint,
      Duration flushTimeout) {
    this.header = header;
    this.sender = new SpanSender(otlpEndpoint, flushTimeout, counts);
    this.provider =
        SdkTracerProvider.builder()
            .setIdGenerator(new SessionIds(header.traceId()))
            .setSampler(isRecorded() ? Sampler.alwaysOn() : Sampler.alwaysOff())
            .setSpanLimits(LIMITS)
            .setResource(resource(serviceName, resource))
            .addSpanProcessor(buffer)
            .build();
    if (isRecorded() && otlpEndpoint == null) {
      LOG.log(
          System.Logger.Level.INFO,
          "trace {0} of {1} is not sent: no OTLP endpoint is given and"
              + " OTEL_EXPORTER_OTLP_ENDPOINT is not set",
          header.traceId(),
          serviceName);
    }
  }

  Tracer tracer() {
    return provider.get("spanglue");
  }

  String traceId() {
    return header.traceId();
  }

  TelemetryCounts counts() {
    return counts.snapshot();
  }

  /** Whether the caller lets this trace be recorded. */
  boolean isRecorded() {
    return header.sampling() != Sampling.NOT_SAMPLED;
  }

  /** Lets the span of that id be sent, however many spans there are. */
  void alwaysTake(String spanId) {
    buffer.alwaysTake(spanId);
  }

  synchronized void flush() {
    sender.send(buffer.take());
  }

  void close() {
    close(UnaryOperator.identity());
  }

  /** Sends what ended, as {@code arranged} changes it, and says what was dropped. */
  synchronized void close(UnaryOperator<List<SpanData>> arranged) {
    if (closed) {
      return;
    }
    closed = true;
    sender.send(arranged.apply(buffer.take()));
    provider.shutdown();
    sender.close();
    TelemetryCounts total = counts();
    String failure = sender.firstFailure();
    if (total.droppedTotal() > 0 && !total.dropped().containsKey("no_endpoint")) {
      LOG.log(
          System.Logger.Level.WARNING,
          "trace {0}: {1} spans recorded, {2} sent, dropped {3}{4}",
          traceId(),
          String.valueOf(total.recorded()),
          String.valueOf(total.sent()),
          total.dropped(),
          failure == null ? "" : "; first failure: " + failure);
    }
  }

  private static Resource resource(String serviceName, Map<String, String> more) {
    AttributesBuilder attributes = Attributes.builder();
    attributes.put("service.name", serviceName);
    // The collector leaves the whole aws block out of a segment for any other provider.
    attributes.put("cloud.provider", "aws");
    more.forEach(attributes::put);
    return Resource.getDefault().merge(Resource.create(attributes.build()));
  }
}
