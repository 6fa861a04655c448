package spanglue.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import spanglue.tracing.Session.SpanBuffer;
import spanglue.tracing.internal.export.Counts;

/** Spans as the buffer of a session holds them. */
public final class TestSpans {
  private TestSpans() {}

  public static List<SpanData> spans(int count) {
    return spans(count, Attributes.empty());
  }

  /** Spans named {@code span 0} and so on. */
  public static List<SpanData> spans(int count, Attributes attributes) {
    SpanBuffer buffer = new SpanBuffer(count, new Counts());
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder().addSpanProcessor(buffer).build()) {
      for (int i = 0; i < count; i++) {
        Span span = provider.get("test").spanBuilder("span " + i).startSpan();
        span.setAllAttributes(attributes).end();
      }
    }
    return buffer.take();
  }
}
