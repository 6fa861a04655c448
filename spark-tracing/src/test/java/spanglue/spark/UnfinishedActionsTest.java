package spanglue.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static spanglue.spark.StepTrace.SPARK;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.ForeachFunction;
import org.apache.spark.api.java.function.VoidFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import spanglue.tracing.OtlpReceiver;

/** Actions that somebody stops, that outlast the trace, and that run at the same time. */
class UnfinishedActionsTest {
  private static final long SECONDS = 30;
  private static volatile CountDownLatch running = new CountDownLatch(1);
  private static volatile CountDownLatch release = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  @BeforeEach
  void nothingRuns() {
    running = new CountDownLatch(1);
    release = new CountDownLatch(1);
  }

  @AfterEach
  void nothingIsLeft() throws InterruptedException {
    release.countDown();
    threads.shutdown();
    assertThat(threads.awaitTermination(SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aCancelledJobSaysSoAndIsNoFailure() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              JavaSparkContext context = new JavaSparkContext(SPARK.sparkContext());
              Future<?> job =
                  threads.submit(
                      () -> {
                        context.setJobGroup("slow", "a slow job", true);
                        context
                            .parallelize(List.of(1, 2), 2)
                            .foreach((VoidFunction<Integer>) n -> block());
                      });
              awaitRunning();
              context.cancelJobGroup("slow");
              assertThatThrownBy(() -> job.get(SECONDS, TimeUnit.SECONDS))
                  .hasMessageContaining("cancelled");
            });

    assertCancelled(trace, "a slow job");
  }

  @Test
  void aCancelledQuerySaysSoAndIsNoFailure() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Future<?> query =
                  threads.submit(
                      () -> {
                        SPARK.sparkContext().setJobGroup("slow", "a slow query", true);
                        SPARK.range(0, 2, 1, 2).foreach((ForeachFunction<Long>) id -> block());
                      });
              awaitRunning();
              SPARK.sparkContext().cancelJobGroup("slow");
              assertThatThrownBy(() -> query.get(SECONDS, TimeUnit.SECONDS))
                  .hasMessageContaining("cancelled");
            });

    assertCancelled(trace, "a slow query");
  }

  @Test
  void aNamedActionWhoseThreadIsInterruptedIsNoFailure() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              CountDownLatch over = new CountDownLatch(1);
              Future<?> action =
                  threads.submit(
                      () -> {
                        try {
                          steps.run("wait for others", () -> block());
                        } finally {
                          over.countDown();
                        }
                        return true;
                      });
              awaitRunning();
              action.cancel(true);
              assertThat(over.await(SECONDS, TimeUnit.SECONDS)).as("the action is over").isTrue();
            });

    Span action = trace.span("wait for others");
    assertThat(OtlpReceiver.attributes(action)).containsEntry("spark.outcome", "cancelled");
    assertThat(OtlpReceiver.attributes(trace.root()))
        .containsEntry("spanglue.actions.failed", 0L)
        .containsEntry("spanglue.actions.cancelled", 1L);
  }

  @Test
  void aCancelledJobInANamedActionThatWrapsItIsNoFailure() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              Future<?> query =
                  threads.submit(
                      () -> {
                        SPARK.sparkContext().addJobTag("old");
                        steps.run("report", () -> wrapped());
                        return true;
                      });
              awaitRunning();
              SPARK.sparkContext().cancelJobsWithTag("old");
              assertThatThrownBy(() -> query.get(SECONDS, TimeUnit.SECONDS))
                  .hasMessageContaining("no report");
            });

    assertThat(trace.of("report", "spark.outcome")).isEqualTo("cancelled");
    assertThat(trace.failed("report")).isFalse();
  }

  private static void wrapped() {
    try {
      SPARK.range(0, 2, 1, 2).foreach((ForeachFunction<Long>) id -> block());
    } catch (Exception e) {
      throw new IllegalStateException("no report", e);
    }
  }

  @Test
  void anActionThatOutlastsTheTraceIsIncomplete() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              threads.execute(
                  () -> SPARK.range(0, 2, 1, 2).foreach((ForeachFunction<Long>) id -> block()));
              awaitRunning();
            });

    Span action = trace.span(trace.actions().get(0));
    assertThat(OtlpReceiver.attributes(action)).containsEntry("spark.outcome", "incomplete");
    assertThat(trace.childrenOf(action))
        .isNotEmpty()
        .allSatisfy(
            stage ->
                assertThat(OtlpReceiver.attributes(stage))
                    .containsEntry("spark.outcome", "incomplete"));
    assertThat(action.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
  }

  @Test
  void namesOfActionsThatRunTogetherDontMix() {
    StepTrace trace =
        StepTrace.of(
            steps -> {
              CountDownLatch both = new CountDownLatch(2);
              Future<?> one = threads.submit(() -> counts(steps, "one", 100, both));
              Future<?> two = threads.submit(() -> counts(steps, "two", 200, both));
              one.get(SECONDS, TimeUnit.SECONDS);
              two.get(SECONDS, TimeUnit.SECONDS);
            });

    assertThat(trace.actions()).containsOnly("count one", "count two").hasSize(10);
    for (Span action : trace.childrenOf(trace.root())) {
      String number = action.getName().substring("count ".length());
      assertThat(trace.childrenOf(action))
          .filteredOn(
              span -> OtlpReceiver.attributes(span).containsKey("spanglue.step.attribution"))
          .allMatch(step -> step.getName().equals("keep " + number));
      assertThat(OtlpReceiver.attributes(action)).containsEntry("spark.stage.count", 2L);
    }
  }

  private static Long counts(Steps steps, String name, long rows, CountDownLatch both)
      throws Exception {
    both.countDown();
    assertThat(both.await(SECONDS, TimeUnit.SECONDS)).isTrue();
    long counted = 0;
    for (int i = 0; i < 5; i++) {
      counted +=
          steps.action(
              "count " + name,
              steps.apply(
                  "keep " + name, SPARK.range(0, rows, 1, 2).toDF(), f -> f.where("id >= 0")),
              f -> f.count());
    }
    return counted;
  }

  private static void assertCancelled(StepTrace trace, String name) {
    Span action = trace.span(name);
    assertThat(OtlpReceiver.attributes(action)).containsEntry("spark.outcome", "cancelled");
    assertThat(action.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
    assertThat(OtlpReceiver.attributes(trace.childrenOf(action).get(0)))
        .containsEntry("spark.outcome", "cancelled");
    assertThat(trace.failed("Glue Job Execution")).isFalse();
  }

  private static void awaitRunning() throws InterruptedException {
    assertThat(running.await(SECONDS, TimeUnit.SECONDS)).as("a task runs").isTrue();
  }

  private static void block() throws InterruptedException {
    running.countDown();
    if (!release.await(SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("nobody stopped this task in " + SECONDS + " s");
    }
  }
}
