package spanglue.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import spanglue.tracing.JobTracing;
import spanglue.tracing.JobTracingConfig;
import spanglue.tracing.TelemetryCounts;
import spanglue.tracing.vocabulary.JobMetric;

/**
 * A job's trace and metrics, sent while AWS or the collector fails: nothing of the trace may be
 * lost, and each metric counts once.
 */
@NeedsCollector
@Timeout(120)
class DeliveryUnderFaultsTest {
  /** More than one request can hold, less than the budget folds. */
  private static final int CHILDREN = 80;

  private static Moto moto;
  private final ScheduledExecutorService later = Executors.newScheduledThreadPool(1);
  private AwsRelay aws;
  private Collector collector;
  private JobTracing job;

  @BeforeAll
  static void startMoto() throws IOException {
    moto = Moto.start();
  }

  @AfterAll
  static void stopMoto() {
    moto.close();
  }

  @BeforeEach
  void startCollectorAndRunJob() throws IOException {
    aws = new AwsRelay(moto.uri());
    collector = new Collector(aws.uri()).start();
    job =
        JobTracing.start(
            JobTracingConfig.builder("a-job", "jr_1")
                .otlpEndpoint(collector.otlp().toString())
                .budget("xray")
                .build());
    for (int i = 0; i < CHILDREN; i++) {
      job.spans().run("action " + i, span -> {});
    }
  }

  @AfterEach
  void stop() throws Exception {
    later.shutdownNow();
    collector.close();
    aws.close();
  }

  /** Sends trace and metrics; all of them must arrive. */
  private void closeAndExpectAll() {
    long durations = durations();
    job.close();

    TelemetryCounts counts = job.counts();
    assertThat(counts.dropped()).isEmpty();
    assertThat(counts.sent()).isEqualTo(CHILDREN + 1);
    assertThat(moto.trace(job.traceId()).ids()).hasSize(CHILDREN + 1);
    assertThat(job.metrics().dropped()).isZero();
    assertThat(durations()).isEqualTo(durations + 1);
  }

  /** One for each job that was ever closed. */
  private static long durations() {
    return moto.events(Collector.LOG_GROUP).stream()
        .filter(event -> event.has(JobMetric.JOB_DURATION.key()))
        .count();
  }

  @Test
  void withoutAFaultAllOfItArrives() {
    closeAndExpectAll();
  }

  @Test
  void nothingIsLostWhileXRayIsDownForTwentySeconds() throws Exception {
    aws.down();
    Future<?> up = later.schedule(aws::up, 20, TimeUnit.SECONDS);

    closeAndExpectAll();
    up.get();
  }

  @Test
  void nothingIsLostWhereXRayThrottles() {
    aws.throttle(6);

    closeAndExpectAll();
    assertThat(aws.faults()).isEqualTo(6);
  }

  @Test
  void metricsCountOnceWhereCloudWatchThrottles() {
    aws.throttleMetrics(6);

    closeAndExpectAll();
    assertThat(aws.faults()).isEqualTo(6);
  }

  /** The collector says 503, as of metrics that were not taken; nobody but CloudWatch knows. */
  @Test
  void metricsCountTwiceWhereCloudWatchsAnswerIsLost() {
    long durations = durations();
    aws.loseAnswersToMetrics(1);
    job.close();

    assertThat(job.metrics().dropped()).isZero();
    assertThat(aws.faults()).isEqualTo(1);
    assertThat(durations()).isEqualTo(durations + 2);
  }

  @Test
  void nothingIsLostWhereXRayHangs() {
    aws.hang(2);

    closeAndExpectAll();
    assertThat(aws.faults()).isEqualTo(2);
  }

  @Test
  void nothingIsLostWhenTheCollectorIsRestarted() throws Exception {
    collector.kill();
    Future<Collector> restarted = later.schedule(collector::start, 3, TimeUnit.SECONDS);

    closeAndExpectAll();
    restarted.get();
  }

  @Test
  void nothingIsLostWhenTheCollectorDiesWithARequestInHand() throws Exception {
    aws.hang(1);
    Future<?> restarted =
        later.submit(
            () -> {
              aws.await(
                  "the request reaches X-Ray", Duration.ofSeconds(30), () -> aws.faults() == 1);
              collector.kill();
              return collector.start();
            });

    closeAndExpectAll();
    restarted.get();
  }
}
