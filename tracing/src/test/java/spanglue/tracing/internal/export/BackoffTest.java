package spanglue.tracing.internal.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;

class BackoffTest {
  private static final Duration SILENT = Duration.ofSeconds(12);
  private static final Duration ANSWERED = Duration.ofSeconds(30);

  private final Deadline deadline = new Deadline(System.nanoTime(), SILENT, ANSWERED);
  private final Backoff backoff = new Backoff(deadline);

  @Test
  void whoAnswersIsGivenTheLongerTime() {
    assertThat(backoff.consider(busy(null)).retryable()).isTrue();
    assertThat(deadline.left()).isBetween(SILENT.toNanos(), ANSWERED.toNanos());
  }

  @Test
  void whoDoesNotIsGivenTheShorterOne() {
    assertThat(backoff.consider(ExportResult.timeout("")).retryable()).isTrue();
    assertThat(backoff.consider(ExportResult.unreachable("")).retryable()).isTrue();
    assertThat(backoff.consider(ExportResult.connectionLost("")).retryable()).isTrue();
    assertThat(deadline.left()).isLessThan(SILENT.toNanos());
  }

  @Test
  void nobodyIsAskedBeforeTheTimeThatHeNamed() {
    Duration asked = Duration.ofMillis(120);
    ExportResult failure = backoff.consider(busy(asked));
    long before = System.nanoTime();
    backoff.await(failure);

    assertThat(failure.retryable()).isTrue();
    assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(asked.toNanos());
  }

  @Test
  void aTimeThatIsLongerThanWhatIsLeftEndsIt() {
    ExportResult failure = backoff.consider(busy(Duration.ofSeconds(31)));

    assertThat(failure.retryable()).isFalse();
    assertThat(failure.detail()).matches("busy, later than the (29|30|2.) s that are left");
    assertThat(deadline.left()).isZero();
  }

  @Test
  void aTimeBetweenTheTwoBoundsIsWaitedFor() {
    assertThat(backoff.consider(busy(Duration.ofSeconds(20))).retryable()).isTrue();
  }

  private static ExportResult busy(@Nullable Duration retryAfter) {
    return new ExportResult("http_503", true, "busy", 0, retryAfter);
  }
}
