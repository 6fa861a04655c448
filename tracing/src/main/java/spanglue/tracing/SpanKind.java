package spanglue.tracing;

/** What a span stands for, as OpenTelemetry defines it. */
public enum SpanKind {
  /** Work inside the process. X-Ray shows it as a subsegment. */
  INTERNAL(io.opentelemetry.api.trace.SpanKind.INTERNAL),
  /** A call to another service. X-Ray shows it as a subsegment of namespace {@code remote}. */
  CLIENT(io.opentelemetry.api.trace.SpanKind.CLIENT),
  /** Work done for a caller. X-Ray shows it as a segment, named after the service. */
  SERVER(io.opentelemetry.api.trace.SpanKind.SERVER);

  private final io.opentelemetry.api.trace.SpanKind otel;

  SpanKind(io.opentelemetry.api.trace.SpanKind otel) {
    this.otel = otel;
  }

  io.opentelemetry.api.trace.SpanKind otel() {
    return otel;
  }
}
