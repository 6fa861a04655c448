package spanglue.cli;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.util.List;
import spanglue.cli.telemetry.OtlpTrace;

/** What a run's jobs could do better, as they say on their spans. */
final class Findings {
  private Findings() {}

  /** One line each, in the order of the jobs. */
  static List<String> of(List<ExportTraceServiceRequest> trace) {
    return OtlpTrace.spans(trace)
        .flatMap(span -> span.getAttributesList().stream())
        .filter(attribute -> attribute.getKey().equals("spanglue.findings"))
        .flatMap(attribute -> attribute.getValue().getArrayValue().getValuesList().stream())
        .map(AnyValue::getStringValue)
        .distinct()
        .toList();
  }
}
