package spanglue.tracing.internal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.tracing.TestSpans.spans;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import spanglue.tracing.internal.export.SpanDelivery.Destination;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;

/** What is counted where a way of sending does not keep to its word. */
class SpanSenderTest {
  private static final Duration TIMEOUT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Counts counts = new Counts();

  @Test
  void whatIsStillUnderWayAtTheEndIsCountedOnceAndAsDropped() {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    SpanSender sender =
        sender(
            () -> {
              asked.countDown();
              await(released); // As a question to a DNS server that is not there may.
            });

    sender.send(spans(7));
    assertThat(asked.getCount()).isZero();
    assertThat(counts.snapshot()).isEqualTo(new Counts.Snapshot(0, 0, 0, Map.of("timeout", 7L)));

    released.countDown();
    sender.send(spans(1)); // After the other, which came to its end by then.
    assertThat(counts.snapshot()).isEqualTo(new Counts.Snapshot(0, 1, 0, Map.of("timeout", 7L)));
  }

  @Test
  void whatFailsInAnUnknownWayIsCounted() {
    SpanSender sender =
        sender(
            () -> {
              throw new IllegalStateException("two\nlines");
            });
    sender.send(spans(2));

    assertThat(counts.snapshot().dropped()).isEqualTo(Map.of("exporter_failed", 2L));
    assertThat(sender.firstFailure()).isEqualTo("here: java.lang.IllegalStateException: two lines");
  }

  @Test
  void theTimeRunsFromWhenTheCallerSaysButHalfOfItIsLeft() {
    assertThat(timeGiven(Duration.ZERO)).isBetween(Duration.ofSeconds(50), LONG);
    assertThat(timeGiven(Duration.ofSeconds(20)))
        .isBetween(Duration.ofSeconds(35), Duration.ofSeconds(40));
    assertThat(timeGiven(Duration.ofHours(1)))
        .isBetween(Duration.ofSeconds(25), Duration.ofSeconds(30));
  }

  private Duration timeGiven(Duration passed) {
    AtomicReference<Duration> given = new AtomicReference<>();
    SpanDelivery way =
        new Way() {
          @Override
          public ExportResult send(List<SpanData> spans, Duration atMost) {
            given.set(atMost);
            return ExportResult.SENT;
          }
        };
    new SpanSender(new Destination("here", most -> way), LONG, LONG, counts)
        .send(spans(1), System.nanoTime() - passed.toNanos());
    return given.get();
  }

  private SpanSender sender(Runnable sending) {
    SpanDelivery way =
        new Way() {
          @Override
          public ExportResult send(List<SpanData> spans, Duration atMost) {
            sending.run();
            return ExportResult.SENT;
          }
        };
    return new SpanSender(new Destination("here", most -> way), TIMEOUT, TIMEOUT, counts);
  }

  private abstract static class Way implements SpanDelivery {
    @Override
    public RequestLimits limits() {
      return new RequestLimits(50, Integer.MAX_VALUE, span -> 1);
    }

    @Override
    public void close() {}
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
