package spanglue.tracing.internal.export;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** Adds spans to a file of OTLP/JSON, a request a line, as OpenTelemetry's collectors read it. */
final class OtlpFile implements SpanDelivery {
  private final Path file;

  OtlpFile(Path file) {
    this.file = file;
  }

  @Override
  public RequestLimits limits() {
    return OtlpDelivery.OF_ANY;
  }

  @Override
  public ExportResult send(List<SpanData> spans, Duration atMost) {
    try {
      Files.writeString(
          file,
          OtlpProtobuf.json(spans) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      return ExportResult.SENT;
    } catch (IOException e) {
      return new ExportResult("file_not_written", false, NoAnswer.oneLine(e.toString()));
    }
  }

  @Override
  public void close() {}
}
