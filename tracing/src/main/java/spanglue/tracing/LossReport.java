package spanglue.tracing;

import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;
import spanglue.tracing.internal.export.SpanSender;

/**
 * The one line that a log has of telemetry that did not arrive, spans and metrics alike.
 *
 * @param spans what became of the spans
 * @param failure why the first request with spans was not taken; null where none failed
 * @param note what the receiver said of spans that it took; null where it said nothing
 * @param metrics what became of the metrics; {@link ExportResult#SENT} where there were none
 */
record LossReport(
    TelemetryCounts spans, @Nullable String failure, @Nullable String note, ExportResult metrics) {
  static LossReport of(TelemetryCounts spans, SpanSender sender, ExportResult metrics) {
    return new LossReport(spans, sender.firstFailure(), sender.note(), metrics);
  }

  /** The line; null where all arrived, and where nobody asked for it to be sent. */
  @Nullable String line(String traceId) {
    StringBuilder said = new StringBuilder();
    boolean spansLost = spans.droppedTotal() > 0 && !spans.dropped().containsKey("no_endpoint");
    if (spansLost) {
      said.append(spans.recorded()).append(" spans recorded, ").append(spans.sent());
      said.append(" sent, dropped ").append(spans.dropped());
    }
    boolean alike =
        spansLost
            && spans.dropped().containsKey(metrics.reason())
            && (failure == null || receiver(failure).equals(receiver(metrics.detail())));
    if (alike) {
      said.append(", nor were the metrics sent");
    }
    if (spansLost && failure != null) {
      said.append("; first failure: ").append(failure);
    }
    boolean noteOfBoth = metrics.detail().equals(note);
    if (note != null) {
      said.append(said.isEmpty() ? "" : "; ").append(note);
      said.append(noteOfBoth ? " (of the metrics too)" : "");
    }
    if (!alike && !noteOfBoth && !metrics.detail().isEmpty()) {
      said.append(said.isEmpty() ? "" : "; ");
      said.append(metrics.sent() ? "metrics: " : "metrics not sent: ").append(ofMetrics());
    }
    return said.isEmpty() ? null : "trace " + traceId + ": " + said;
  }

  /** Where spans are taken, the address is right. */
  private String ofMetrics() {
    boolean takesSpans = spans.sent() > 0 && spans.droppedTotal() == 0;
    return takesSpans && metrics.reason().equals("http_404")
        ? receiver(metrics.detail())
            + ": HTTP 404: a receiver of traces alone, such as Jaeger, has no place for them"
        : metrics.detail();
  }

  /** Whom a failure is told of: what stands before the first colon with a space behind it. */
  private static String receiver(String told) {
    return told.split(": ", 2)[0];
  }
}
