package spanglue.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.tracing.OtlpReceiver.attributes;
import static spanglue.tracing.OtlpReceiver.id;
import static spanglue.tracing.OtlpReceiver.parent;

import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.tracing.spi.FinishedSpan;
import spanglue.tracing.spi.JobExtension.SpanRecorder;
import spanglue.tracing.spi.OpenSpan;

/** What a receiver that is not X-Ray gets of a job while it runs. */
class OpenSpansTest {
  private static final Duration OFTEN = Duration.ofMillis(60);
  private static final Duration NEVER = Duration.ofHours(1);
  private static final String OPEN_ROOT = "open: " + JobTracing.ROOT_NAME;

  private final OtlpReceiver receiver = new OtlpReceiver();

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void whatIsOpenIsToldBySpansThatStayTrue() {
    JobTracing tracing = JobTracing.start(config(OFTEN).build());
    Instant began = Instant.now();
    tracing
        .extension()
        .whileRunning(() -> List.of(new OpenSpan("count", began, Map.of("rows", 7L))));
    awaitSpans(span -> span.getName().equals("open: count"), 3);
    tracing.close();

    Span root = receiver.span(JobTracing.ROOT_NAME);
    List<Span> told = named("open: count");
    assertThat(told)
        .allSatisfy(
            span -> {
              assertThat(parent(span)).isEqualTo(id(root));
              assertThat(attributes(span))
                  .containsEntry("spanglue.open", true)
                  .containsEntry("rows", 7L)
                  .containsKey("spanglue.running.seconds");
            });
    assertThat(told.get(1).getStartTimeUnixNano()).isEqualTo(told.get(0).getEndTimeUnixNano());
    assertThat(named(OPEN_ROOT)).hasSizeGreaterThanOrEqualTo(3);
    assertThat(receiver.spans()).extracting(OtlpReceiver::id).doesNotHaveDuplicates();
    assertThat(tracing.counts().sent()).isEqualTo(receiver.spans().size());
    assertThat(tracing.counts().dropped()).isEmpty();
  }

  @Test
  void whatEndedIsSentOnceUnderAParentThatIsSentToo() {
    JobTracing tracing = JobTracing.start(config(OFTEN).build());
    CountDownLatch sent = new CountDownLatch(1);
    tracing
        .spans()
        .run(
            "outer",
            outer -> {
              outer.spans().run("inner", inner -> {});
              SpanRecorder added = add(tracing, "count");
              added.add(new FinishedSpan("stage 1", Instant.now(), Instant.now(), Map.of()));
              awaitSpans(span -> span.getName().equals("stage 1"), 1);
              added.add(new FinishedSpan("step", Instant.now(), Instant.now(), Map.of()));
              sent.countDown();
            });
    assertThat(named("inner")).as("waits for its parent").isEmpty();
    tracing.close();

    assertThat(sent.getCount()).isZero();
    assertThat(parent(receiver.span("inner"))).isEqualTo(id(receiver.span("outer")));
    assertThat(parent(receiver.span("step"))).isEqualTo(id(receiver.span("count")));
    assertThat(List.of("outer", "inner", "count", "stage 1", "step", JobTracing.ROOT_NAME))
        .allSatisfy(name -> assertThat(named(name)).hasSize(1));
    assertThat(receiver.spans()).extracting(OtlpReceiver::id).doesNotHaveDuplicates();
  }

  @Test
  void aJobThatIsOverBeforeIsSentAtItsEnd() {
    JobTracing tracing = JobTracing.start(config(NEVER).build());
    add(tracing, "count");
    tracing.close();

    assertThat(receiver.requests()).hasSize(1);
    assertThat(receiver.spans())
        .extracting(Span::getName)
        .containsExactly(JobTracing.ROOT_NAME, "count");
  }

  @Test
  void whatIsNotTakenIsSentAgainAndNothingPilesUp() {
    receiver.answering(503, 503, 503, 503);
    JobTracing tracing = JobTracing.start(config(OFTEN).build());
    add(tracing, "count");
    receiver.awaitRequests(4);
    awaitSpans(span -> span.getName().equals(OPEN_ROOT), 6);
    tracing.close();

    assertThat(tracing.counts().dropped()).isEmpty();
    assertThat(OtlpReceiver.spans(receiver.requests().get(3)))
        .as("of a receiver that does not answer, one telling waits")
        .extracting(Span::getName)
        .containsExactlyInAnyOrder("count", OPEN_ROOT);
  }

  @Test
  void aReceiverThatHangsCostsTheEndOneMoment() {
    receiver.answering(0);
    JobTracing tracing = JobTracing.start(config(OFTEN).build());
    add(tracing, "count");
    receiver.awaitRequests(1);
    long before = System.nanoTime();
    tracing.close();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    assertThat(tracing.counts().dropped()).isEmpty();
    assertThat(named("count")).as("the one that hangs, and the end").hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"xray", "60000"})
  void whereABudgetHoldsNothingIsSentBeforeTheEnd(String budget) {
    JobTracing tracing = JobTracing.start(config(OFTEN).budget(budget).build());
    assertThat(tracing.extension().whileRunning(List::of)).isNull();
    tracing.close();

    assertThat(receiver.requests()).hasSize(1);
  }

  @Test
  void withoutAnIntervalNothingIsSentBeforeTheEnd() {
    JobTracing tracing = JobTracing.start(config(Duration.ZERO).build());
    assertThat(tracing.extension().whileRunning(List::of)).isNull();
    tracing.close();

    assertThat(receiver.requests()).hasSize(1);
  }

  @Test
  void soManyAreSentAsTheEndWouldSend() {
    JobTracing tracing = JobTracing.start(config(OFTEN).build());
    awaitSpans(span -> true, 1);
    IntStream.range(0, 6_000).forEach(i -> add(tracing, "span " + i));
    tracing.close();

    TelemetryCounts counts = tracing.counts();
    assertThat(counts.dropped()).isEmpty();
    assertThat(counts.sent() + counts.folded()).isEqualTo(counts.recorded());
    assertThat(receiver.spans()).hasSizeLessThanOrEqualTo(2 * 4_096);
    assertThat(receiver.spans()).extracting(OtlpReceiver::id).doesNotHaveDuplicates();
  }

  private static SpanRecorder add(JobTracing tracing, String name) {
    return tracing
        .extension()
        .spans()
        .add(new FinishedSpan(name, Instant.now(), Instant.now(), Map.of()));
  }

  private List<Span> named(String name) {
    return receiver.spans().stream().filter(span -> span.getName().equals(name)).toList();
  }

  private void awaitSpans(Predicate<Span> which, int count) {
    while (receiver.spans().stream().filter(which).count() < count) {
      receiver.awaitRequests(1);
    }
  }

  private JobTracingConfig.Builder config(Duration openEvery) {
    return JobTracingConfig.builder("job", "jr_1")
        .otlpEndpoint(receiver.url())
        .openEvery(openEvery);
  }
}
