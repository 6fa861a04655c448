package spanglue.cli.telemetry;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import org.jspecify.annotations.Nullable;

/**
 * Where the telemetry of every part goes.
 *
 * @param files of the runs
 * @param ui null where none was asked for
 * @param forwarder null where no other receiver was asked for
 */
public record TelemetryFanOut(
    TraceFiles files, @Nullable ZipkinServer ui, @Nullable OtlpForwarder forwarder)
    implements AutoCloseable {
  /** Takes spans, of whatever part. */
  public void spans(ExportTraceServiceRequest request) {
    files.add(request);
    if (ui != null) {
      ui.accept(request);
    }
    if (forwarder != null) {
      forwarder.forward("/v1/traces", request);
    }
  }

  /** Takes metrics; the UI shows none. */
  public void metrics(ExportMetricsServiceRequest request) {
    files.add(request);
    if (forwarder != null) {
      forwarder.forward("/v1/metrics", request);
    }
  }

  /** Waits for what is not forwarded yet. */
  @Override
  public void close() {
    if (forwarder != null) {
      forwarder.close();
    }
  }
}
