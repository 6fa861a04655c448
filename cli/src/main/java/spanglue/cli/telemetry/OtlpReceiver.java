package spanglue.cli.telemetry;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.util.function.Consumer;
import spanglue.cli.process.LoopbackServer.Request;
import spanglue.cli.process.LoopbackServer.Response;

/** Receives OTLP over HTTP in protobuf, as a collector does. */
public final class OtlpReceiver {
  private static final String PROTOBUF = "application/x-protobuf";

  private final Consumer<ExportTraceServiceRequest> traces;
  private final Consumer<ExportMetricsServiceRequest> metrics;

  public OtlpReceiver(
      Consumer<ExportTraceServiceRequest> traces, Consumer<ExportMetricsServiceRequest> metrics) {
    this.traces = traces;
    this.metrics = metrics;
  }

  /** {@code POST /v1/traces}. */
  public Response traces(Request request) {
    try {
      traces.accept(ExportTraceServiceRequest.parseFrom(request.body()));
      return protobuf(ExportTraceServiceResponse.getDefaultInstance().toByteString());
    } catch (InvalidProtocolBufferException e) {
      return unreadable(request, e);
    }
  }

  /** {@code POST /v1/metrics}. */
  public Response metrics(Request request) {
    try {
      metrics.accept(ExportMetricsServiceRequest.parseFrom(request.body()));
      return protobuf(ExportMetricsServiceResponse.getDefaultInstance().toByteString());
    } catch (InvalidProtocolBufferException e) {
      return unreadable(request, e);
    }
  }

  private static Response protobuf(ByteString body) {
    return new Response(200, PROTOBUF, body);
  }

  private static Response unreadable(Request request, InvalidProtocolBufferException e) {
    String message =
        "expected OTLP in protobuf, got " + request.header("content-type") + ": " + e.getMessage();
    return Response.text(400, "text/plain", message);
  }
}
