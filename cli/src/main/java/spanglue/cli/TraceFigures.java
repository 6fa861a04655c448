package spanglue.cli;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import spanglue.cli.telemetry.ReceivedAttributes;
import spanglue.tracing.vocabulary.ResourceAttribute;

/**
 * What the terminal tells of a run's trace.
 *
 * @param slowestAction null where the trace has no action
 * @param findings what the jobs could do better, as they say on their spans: one line each, in the
 *     order of the jobs
 */
record TraceFigures(@Nullable SlowestAction slowestAction, List<String> findings) {
  private static final String JOB_SPAN = "Glue Job Execution";

  /**
   * The action of a run's jobs that took longest.
   *
   * @param name the action's span
   * @param job the job's span, by its service
   */
  record SlowestAction(String name, String job, double seconds) {}

  static TraceFigures of(List<ExportTraceServiceRequest> trace) {
    List<ResourceSpans> resources =
        trace.stream().flatMap(request -> request.getResourceSpansList().stream()).toList();
    return new TraceFigures(slowestAction(resources), findings(resources));
  }

  private static @Nullable SlowestAction slowestAction(List<ResourceSpans> resources) {
    Map<ByteString, String> jobs = new HashMap<>();
    for (ResourceSpans resource : resources) {
      String service = service(resource);
      spans(resource)
          .filter(span -> span.getName().equals(JOB_SPAN))
          .forEach(span -> jobs.put(span.getSpanId(), service));
    }
    return resources.stream()
        .flatMap(TraceFigures::spans)
        .filter(span -> jobs.containsKey(span.getParentSpanId()) && isAction(span))
        .max(Comparator.comparingLong(TraceFigures::nanos))
        .map(
            span ->
                new SlowestAction(
                    span.getName(),
                    jobs.getOrDefault(span.getParentSpanId(), ""),
                    nanos(span) / 1e9))
        .orElse(null);
  }

  private static List<String> findings(List<ResourceSpans> resources) {
    return resources.stream()
        .flatMap(TraceFigures::spans)
        .flatMap(span -> with(ReceivedAttributes.FINDINGS, span.getAttributesList()))
        .flatMap(finding -> finding.getArrayValue().getValuesList().stream())
        .map(AnyValue::getStringValue)
        .distinct()
        .toList();
  }

  /** Every span of an action tells its Spark jobs, though there may be none. */
  private static boolean isAction(Span span) {
    return with(ReceivedAttributes.SPARK_JOB_IDS, span.getAttributesList()).findAny().isPresent();
  }

  private static String service(ResourceSpans resource) {
    return with(ResourceAttribute.SERVICE_NAME.key(), resource.getResource().getAttributesList())
        .map(AnyValue::getStringValue)
        .findFirst()
        .orElse("");
  }

  private static Stream<AnyValue> with(String key, List<KeyValue> attributes) {
    return attributes.stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(KeyValue::getValue);
  }

  private static Stream<Span> spans(ResourceSpans resource) {
    return resource.getScopeSpansList().stream().flatMap(scope -> scope.getSpansList().stream());
  }

  private static long nanos(Span span) {
    return span.getEndTimeUnixNano() - span.getStartTimeUnixNano();
  }
}
