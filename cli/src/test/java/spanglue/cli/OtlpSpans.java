package spanglue.cli;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.List;

/** Spans for tests. */
public final class OtlpSpans {
  public static final String TRACE = "6b0427b53e4f5be3e5381fa0046677f5";
  public static final String SPAN = "44f0a7686dfc51ea";
  public static final String PARENT = "00f0a7686dfc5100";

  private OtlpSpans() {}

  public static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  public static ExportTraceServiceRequest request(Span... spans) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(
                    Resource.newBuilder().addAttributes(attribute("service.name", text("my-job"))))
                .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(List.of(spans))))
        .build();
  }

  /** A failed client's span of 1.5 ms with attributes of every type. */
  public static Span failedClient() {
    return Span.newBuilder()
        .setTraceId(bytes(TRACE))
        .setSpanId(bytes(SPAN))
        .setParentSpanId(bytes(PARENT))
        .setName("start execution")
        .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
        .setStartTimeUnixNano(1_790_000_000_000_000_000L)
        .setEndTimeUnixNano(1_790_000_000_001_500_000L)
        .addAttributes(attribute("key", text("input/x.csv")))
        .addAttributes(attribute("rows", AnyValue.newBuilder().setIntValue(9_000_000_000L)))
        .addAttributes(attribute("ratio", AnyValue.newBuilder().setDoubleValue(0.5)))
        .addAttributes(attribute("shared", AnyValue.newBuilder().setBoolValue(true)))
        .addAttributes(
            attribute(
                "files",
                AnyValue.newBuilder()
                    .setArrayValue(
                        ArrayValue.newBuilder().addValues(text("a")).addValues(text("b")))))
        .addEvents(
            Span.Event.newBuilder()
                .setName("exception")
                .setTimeUnixNano(1_790_000_000_001_000_000L))
        .setStatus(
            Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).setMessage("refused"))
        .build();
  }

  public static KeyValue text(String key, String value) {
    return attribute(key, text(value));
  }

  private static AnyValue.Builder text(String value) {
    return AnyValue.newBuilder().setStringValue(value);
  }

  private static KeyValue attribute(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }
}
