package spanglue.tracing.internal.export;

import io.opentelemetry.exporter.internal.marshal.Marshaler;
import io.opentelemetry.exporter.internal.otlp.metrics.MetricsRequestMarshaler;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * OTLP requests in bytes, and as the JSON of the same messages. The one class that uses internal
 * classes of OpenTelemetry: its public exporters write a request only to send it themselves.
 */
final class OtlpProtobuf {
  private OtlpProtobuf() {}

  static byte[] traces(List<SpanData> spans) {
    return bytes(TraceRequestMarshaler.create(spans));
  }

  /** The same on one line of JSON. */
  static String json(List<SpanData> spans) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      TraceRequestMarshaler.create(spans).writeJsonTo(bytes);
    } catch (IOException notInMemory) {
      throw new UncheckedIOException(notInMemory);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** How many bytes {@link #traces} makes. */
  static int size(List<SpanData> spans) {
    return TraceRequestMarshaler.create(spans).getBinarySerializedSize();
  }

  static byte[] metrics(List<MetricData> metrics) {
    return bytes(MetricsRequestMarshaler.create(metrics));
  }

  private static byte[] bytes(Marshaler request) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(request.getBinarySerializedSize());
    try {
      request.writeBinaryTo(bytes);
    } catch (IOException notInMemory) {
      throw new UncheckedIOException(notInMemory);
    }
    return bytes.toByteArray();
  }
}
