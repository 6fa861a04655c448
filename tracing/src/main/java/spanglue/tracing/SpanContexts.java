package spanglue.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import spanglue.tracing.TraceHeader.Sampling;

/** Trace headers from and to OpenTelemetry's span contexts. */
final class SpanContexts {
  private SpanContexts() {}

  static TraceHeader header(SpanContext context) {
    return new TraceHeader(
        context.getTraceId(),
        context.getSpanId(),
        context.isSampled() ? Sampling.SAMPLED : Sampling.NOT_SAMPLED);
  }

  /** The parent that {@code header} names; the root context where it names none. */
  static Context parent(TraceHeader header) {
    String parentId = header.parentId();
    if (parentId == null) {
      return Context.root();
    }
    TraceFlags flags =
        header.sampling() == Sampling.NOT_SAMPLED
            ? TraceFlags.getDefault()
            : TraceFlags.getSampled();
    SpanContext remote =
        SpanContext.createFromRemoteParent(
            header.traceId(), parentId, flags, TraceState.getDefault());
    return Context.root().with(Span.wrap(remote));
  }
}
