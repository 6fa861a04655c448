package spanglue.cli.telemetry;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.stream.Stream;

/** A trace out of OTLP's nesting of requests, resources and scopes. */
public final class OtlpTrace {
  private OtlpTrace() {}

  public static Stream<ResourceSpans> resources(List<ExportTraceServiceRequest> trace) {
    return trace.stream().flatMap(request -> request.getResourceSpansList().stream());
  }

  public static Stream<Span> spans(List<ExportTraceServiceRequest> trace) {
    return resources(trace).flatMap(OtlpTrace::spans);
  }

  public static Stream<Span> spans(ResourceSpans resource) {
    return resource.getScopeSpansList().stream().flatMap(scope -> scope.getSpansList().stream());
  }
}
