package spanglue.tracing;

import io.opentelemetry.sdk.trace.data.SpanData;

/** Shows the tests of the collector what the library expects the collector to make of a span. */
public final class EncodingModel {
  private EncodingModel() {}

  /** The segment document, as JSON. */
  public static String document(SpanData span) {
    return SegmentDocument.json(span);
  }

  /** Its bytes as the budget counts them. */
  public static int bytes(SpanData span) {
    return SegmentDocument.size(span);
  }
}
