package spanglue.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import spanglue.tracing.internal.parent.XRayEndpoint;

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

  /** The lookup's grace and the metrics are in the bound, not beside it. */
  @Test
  void whatElseAJobWaitsForAtItsEndCostsNoMore() {
    Duration flush = Duration.ofMillis(1_600);
    Duration grace = flush.dividedBy(2);
    receiver.answering(0, 0, 0).answeringMetrics(0);
    try (XRayEndpoint xray = new XRayEndpoint().then("{\"Traces\":[]}")) {
      JobTracing job =
          JobTracing.start(
              JobTracingConfig.builder("a-job", "jr_1")
                  .traceHeader("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8")
                  .stateName("Clean")
                  .xrayEndpoint(xray.url())
                  .lookupGrace(grace)
                  .otlpEndpoint(receiver.url())
                  .flushTimeout(flush)
                  .build());
      xray.awaitRequests(1);

      assertThat(timeOf(job)).isBetween(grace, flush.plus(grace).minusMillis(100));
    }
    assertThat(receiver.requests()).as("the spans' are tried").hasSize(1);
    assertThat(receiver.metrics()).as("and so are the metrics").hasSize(1);
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
