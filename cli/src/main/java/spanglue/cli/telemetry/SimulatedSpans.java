package spanglue.cli.telemetry;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import spanglue.cli.aws.ExecutionRecord;
import spanglue.cli.aws.ExecutionRecord.Part;
import spanglue.cli.aws.ExecutionSegment;
import spanglue.tracing.SafeOutput;
import spanglue.tracing.TraceHeader;
import spanglue.tracing.vocabulary.ResourceAttribute;
import spanglue.tracing.vocabulary.TraceAttribute;

/** The spans that stand for the segments of AWS's own, each marked {@code spanglue.simulated}. */
public final class SimulatedSpans {
  private final String traceId;
  private final List<Span> spans = new ArrayList<>();

  private SimulatedSpans(String traceId) {
    this.traceId = traceId;
  }

  /** An invocation of the function. */
  public static ExportTraceServiceRequest function(Part invocation, TraceHeader caller) {
    var spans = new SimulatedSpans(caller.traceId());
    spans.add(invocation, caller.parentId(), SpanKind.SPAN_KIND_SERVER, Map.of());
    return spans.request(invocation.name());
  }

  /** An execution that has ended, its states and their calls. */
  public static ExportTraceServiceRequest execution(ExecutionRecord execution) {
    var spans = new SimulatedSpans(execution.caller().traceId());
    Part machine = execution.machine();
    spans.add(
        machine,
        execution.caller().parentId(),
        SpanKind.SPAN_KIND_SERVER,
        Map.of(LocalAttribute.EXECUTION_ARN, execution.executionArn()));
    for (ExecutionRecord.State state : execution.states()) {
      spans.add(state.part(), machine.id(), SpanKind.SPAN_KIND_INTERNAL, Map.of());
      for (ExecutionRecord.Call call : state.calls()) {
        spans.add(
            call.part(),
            state.part().id(),
            SpanKind.SPAN_KIND_CLIENT,
            Map.of(
                LocalAttribute.JOB_NAME, call.jobName(),
                // By these the collector makes of it what Step Functions sends: a call of AWS.
                LocalAttribute.RPC_SYSTEM, "aws-api",
                LocalAttribute.RPC_SERVICE, call.part().name(),
                LocalAttribute.RPC_METHOD, ExecutionSegment.OPERATION,
                LocalAttribute.REQUEST_ID, call.requestId()));
      }
    }
    return spans.request(machine.name());
  }

  private void add(
      Part part, @Nullable String parentId, SpanKind kind, Map<LocalAttribute, String> attributes) {
    Instant end = Objects.requireNonNull(part.end(), "a span that has not ended");
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(bytes(traceId))
            .setSpanId(bytes(part.id()))
            .setName(part.name())
            .setKind(kind)
            .setStartTimeUnixNano(nanos(part.start()))
            .setEndTimeUnixNano(nanos(end))
            .addAttributes(
                KeyValue.newBuilder()
                    .setKey(LocalAttribute.SIMULATED.key())
                    .setValue(AnyValue.newBuilder().setBoolValue(true)));
    if (parentId != null) {
      span.setParentSpanId(bytes(parentId));
    }
    new TreeMap<>(attributes)
        .forEach((attribute, value) -> span.addAttributes(text(attribute.key(), value)));
    String error = part.error();
    if (error != null) {
      String cause = part.cause() == null ? "" : SafeOutput.text(part.cause());
      span.setStatus(
          Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).setMessage(cause));
      span.addEvents(
          Span.Event.newBuilder()
              .setName("exception")
              .setTimeUnixNano(nanos(end))
              .addAttributes(text(TraceAttribute.EXCEPTION_TYPE.key(), error))
              .addAttributes(text(TraceAttribute.EXCEPTION_MESSAGE.key(), cause)));
    }
    spans.add(span.build());
  }

  private ExportTraceServiceRequest request(String serviceName) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(
                    Resource.newBuilder()
                        .addAttributes(text(ResourceAttribute.SERVICE_NAME.key(), serviceName)))
                .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(spans)))
        .build();
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
  }
}
