package spanglue.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A job waits longer for a receiver that answers than for one that does not. */
class RetryTimeoutTest {
  private static final Duration FLUSH = Duration.ofMillis(250);
  private static final Duration SLACK = Duration.ofSeconds(1);
  private final OtlpReceiver receiver = new OtlpReceiver();

  @AfterEach
  void stop() {
    receiver.close();
  }

  private JobTracing job(String url, Duration retry) {
    JobTracing job =
        JobTracing.start(
            JobTracingConfig.builder("a-job", "jr_1")
                .otlpEndpoint(url)
                .flushTimeout(FLUSH)
                .retryTimeout(retry)
                .build());
    job.spans().run("an action", span -> {});
    return job;
  }

  private static Duration timeOf(JobTracing job) {
    long before = System.nanoTime();
    job.close();
    return Duration.ofNanos(System.nanoTime() - before);
  }

  @Test
  void whoAnswersThatItMaySucceedLaterIsAskedBeyondTheFlush() {
    receiver.answering(503, 503, 500, 429, 503, 503);
    JobTracing job = job(receiver.url(), Duration.ofSeconds(30));

    assertThat(timeOf(job)).isGreaterThan(FLUSH);
    assertThat(job.counts().dropped()).isEmpty();
    assertThat(job.counts().sent()).isEqualTo(2);
    assertThat(receiver.requests()).hasSize(7);
  }

  @Test
  void whoAnswersAndThenGoesSilentIsAskedAgain() {
    receiver.answering(503, 0);
    JobTracing job = job(receiver.url(), Duration.ofSeconds(30));

    job.close();

    assertThat(job.counts().dropped()).isEmpty();
    assertThat(receiver.requests()).hasSize(3);
  }

  @Test
  void whoPromisesForEverIsGivenUpInTheEnd() {
    Duration retry = Duration.ofSeconds(1);
    receiver.answering(Collections.nCopies(100, 503).toArray(Integer[]::new));
    JobTracing job = job(receiver.url(), retry);

    assertThat(timeOf(job)).isBetween(FLUSH, retry.plus(FLUSH).plus(SLACK));
    assertThat(job.counts().dropped()).containsOnlyKeys("http_503");
  }

  @Test
  void whoDoesNotAnswerIsGivenUpAfterTheFlush() {
    JobTracing dead = job(LocalServer.deadUrl(), Duration.ofSeconds(30));
    receiver.answering(0, 0, 0);
    JobTracing hanging = job(receiver.url(), Duration.ofSeconds(30));

    assertThat(timeOf(dead)).isLessThan(FLUSH.plus(SLACK));
    assertThat(timeOf(hanging)).isLessThan(FLUSH.plus(SLACK));
  }
}
