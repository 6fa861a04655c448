package spanglue.cli;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spanglue.cli.telemetry.OtlpTrace;

/**
 * The action of a run's jobs that took longest.
 *
 * @param name the action's span
 * @param job the job's span, by its service
 */
record SlowestAction(String name, String job, double seconds) {
  private static final String JOB_SPAN = "Glue Job Execution";

  /** Null where the trace has no action. */
  static @Nullable SlowestAction of(List<ExportTraceServiceRequest> trace) {
    Map<ByteString, String> jobs = new HashMap<>();
    OtlpTrace.resources(trace)
        .forEach(
            resource -> {
              String service =
                  resource.getResource().getAttributesList().stream()
                      .filter(attribute -> attribute.getKey().equals("service.name"))
                      .map(attribute -> attribute.getValue().getStringValue())
                      .findFirst()
                      .orElse("");
              OtlpTrace.spans(resource)
                  .filter(span -> span.getName().equals(JOB_SPAN))
                  .forEach(span -> jobs.put(span.getSpanId(), service));
            });
    return OtlpTrace.spans(trace)
        .filter(span -> jobs.containsKey(span.getParentSpanId()) && isAction(span))
        .max(Comparator.comparingLong(SlowestAction::nanos))
        .map(
            span ->
                new SlowestAction(
                    span.getName(),
                    jobs.getOrDefault(span.getParentSpanId(), ""),
                    nanos(span) / 1e9))
        .orElse(null);
  }

  /** Every span of an action tells its Spark jobs, though there may be none. */
  private static boolean isAction(Span span) {
    return span.getAttributesList().stream()
        .anyMatch(attribute -> attribute.getKey().equals("spark.job.ids"));
  }

  private static long nanos(Span span) {
    return span.getEndTimeUnixNano() - span.getStartTimeUnixNano();
  }
}
