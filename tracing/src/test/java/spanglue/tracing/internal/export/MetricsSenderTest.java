package spanglue.tracing.internal.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import spanglue.tracing.internal.export.MetricsDelivery.Receiver;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;

/** Of metrics, what is sent twice counts twice. */
class MetricsSenderTest {
  @Test
  void aRequestWithoutAnAnswerIsNotTriedAgain() throws IOException {
    try (HangingUp receiver = new HangingUp("127.0.0.1", 0)) {
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      ExportResult result =
          MetricsSender.send(Receiver.otlp(OtlpEndpoint.of(receiver.url())), List.of(), end);

      assertThat(result.reason()).isEqualTo("connection_lost");
      assertThat(receiver.requests()).isEqualTo(1);
    }
  }
}
