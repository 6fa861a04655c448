package spanglue.tracing;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static spanglue.tracing.BudgetedTrace.action;
import static spanglue.tracing.BudgetedTrace.bytes;
import static spanglue.tracing.BudgetedTrace.failed;
import static spanglue.tracing.BudgetedTrace.number;
import static spanglue.tracing.BudgetedTrace.stage;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import spanglue.tracing.internal.export.Counts;
import spanglue.tracing.spi.FinishedSpan;
import spanglue.tracing.spi.FinishedSpan.Importance;
import spanglue.tracing.spi.JobExtension.SpanRecorder;
import spanglue.tracing.spi.SpanFailure;
import spanglue.tracing.vocabulary.TraceAttribute;

/** What a job that outgrows its budget sends, and what it says of the rest. */
class TraceBudgetTest {
  private static final AttributeKey<List<String>> CUT =
      AttributeKey.stringArrayKey(TraceAttribute.CUT_ATTRIBUTES.key());
  private static final AttributeKey<Long> FOLDED_SPANS =
      AttributeKey.longKey(TraceAttribute.FOLDED_SPANS.key());
  private static final AttributeKey<Long> FOLDED_TOTAL =
      AttributeKey.longKey(TraceAttribute.FOLDED_TOTAL.key());
  private static final int FIRST = 40_000;
  private static final int FURTHER = 10_000;

  @Test
  void aTraceWithinTheBudgetIsSentAsItIs() {
    BudgetedTrace trace = new BudgetedTrace(1);
    SpanRecorder count = trace.spans().add(action("count", ofSeconds(9)));
    IntStream.range(0, 10).forEach(i -> count.add(stage("stage " + i, ofSeconds(i))));

    List<SpanData> sent = trace.sent();

    assertThat(names(sent)).startsWith("root", "count").hasSize(12).contains("stage 0");
    assertThat(sent)
        .allSatisfy(
            span ->
                assertThat(span.getAttributes().asMap())
                    .doesNotContainKeys(FOLDED_SPANS, FOLDED_TOTAL));
    assertThat(trace.counts.snapshot()).isEqualTo(new Counts.Snapshot(12, 0, 0, Map.of()));
  }

  @Test
  void twoThousandStagesFoldIntoTheirActionTheShortestFirst() {
    BudgetedTrace trace = new BudgetedTrace(1);
    SpanRecorder write = trace.spans().add(action("write", ofMinutes(40)));
    IntStream.range(0, 2_000).forEach(i -> write.add(stage("stage " + i, ofMillis(i + 1))));

    List<SpanData> sent = trace.sent();

    assertThat(bytes(sent)).isBetween(FIRST * 9 / 10, FIRST);
    assertThat(names(sent)).startsWith("root", "write", "stage " + (2_002 - sent.size()));
    assertThat(names(sent)).contains("stage 1999");
    SpanData action = sent.get(1);
    int folded = 2_002 - sent.size();
    assertThat(number(action, TraceAttribute.FOLDED_SPANS)).isEqualTo(folded);
    assertThat(action.getAttributes().get(AttributeKey.doubleKey("spanglue.folded.seconds")))
        .isCloseTo(folded * (folded + 1) * 0.000_5, within(0.001));
    assertThat(number(sent.get(0), TraceAttribute.FOLDED_TOTAL)).isEqualTo(folded);
    assertThat(trace.counts.snapshot()).isEqualTo(new Counts.Snapshot(2_002, 0, folded, Map.of()));
  }

  @Test
  void fiveThousandActionsFoldIntoTheRootAndTheLongestAndTheFailedStay() {
    BudgetedTrace trace = new BudgetedTrace(1);
    for (int i = 0; i < 5_000; i++) {
      boolean fails = i % 1_000 == 17;
      boolean isLong = i % 1_000 == 20;
      SpanRecorder action =
          trace
              .spans()
              .add(
                  fails
                      ? failed("failed " + i, ofMillis(1))
                      : action("count " + i, isLong ? ofMinutes(i / 100) : ofMillis(i + 2)));
      action.add(stage("stage " + i, ofMillis(1)));
      action.add(stage("stage " + i + " attempt 1", ofMillis(1)));
    }

    List<SpanData> sent = trace.sent();

    assertThat(bytes(sent)).isBetween(FIRST * 9 / 10, FIRST);
    assertThat(names(sent))
        .startsWith("root")
        .contains("failed 17", "failed 1017", "failed 2017", "failed 3017", "failed 4017")
        .contains("count 1020", "count 2020", "count 3020", "count 4020", "count 4999")
        .noneMatch(name -> name.startsWith("stage"));
    assertThat(number(sent.get(0), TraceAttribute.FOLDED_TOTAL)).isEqualTo(15_001 - sent.size());
    assertThat(foldedIn(sent)).isEqualTo(15_001 - sent.size());
    assertThat(trace.counts.snapshot())
        .isEqualTo(new Counts.Snapshot(15_001, 0, 15_001 - sent.size(), Map.of()));
  }

  @Test
  void aFurtherAttemptHasAQuarterOfIt() {
    BudgetedTrace trace = new BudgetedTrace(2);
    IntStream.range(0, 100).forEach(i -> trace.spans().add(action("count " + i, ofSeconds(i))));

    assertThat(bytes(trace.sent())).isBetween(FURTHER * 9 / 10, FURTHER);
  }

  @Test
  void whatACheckpointTookIsOffIt() {
    BudgetedTrace trace = new BudgetedTrace(2);
    int spent = trace.checkpoint();
    IntStream.range(0, 100).forEach(i -> trace.spans().add(action("count " + i, ofSeconds(i))));

    assertThat(bytes(trace.sent())).isBetween(FURTHER / 2, FURTHER - spent);
  }

  @Test
  void whereNotEvenTheFailuresFitTheLongestOfThemStay() {
    BudgetedTrace trace = new BudgetedTrace(1);
    for (int i = 0; i < 300; i++) {
      trace.spans().add(failed("failed " + i, ofSeconds(i))).add(stage("stage", ofSeconds(i)));
    }

    List<SpanData> sent = trace.sent();

    assertThat(bytes(sent)).isLessThanOrEqualTo(FIRST);
    assertThat(names(sent)).contains("failed 299").doesNotContain("failed 0", "stage");
    assertThat(number(sent.get(0), TraceAttribute.FOLDED_FAILURES)).isEqualTo(301 - sent.size());
  }

  @Test
  void everyFailedActionStaysBeforeAFailedStageOfAnother() {
    BudgetedTrace trace = new BudgetedTrace(1);
    SpanFailure failure = new SpanFailure("java.io.IOException", "disk full", "");
    for (int i = 0; i < 60; i++) {
      trace
          .spans()
          .add(BudgetedTrace.span("action " + i, ofSeconds(1 + i), failure, Importance.NORMAL))
          .add(BudgetedTrace.span("stage " + i, ofSeconds(1 + i), failure, Importance.LOW));
    }

    List<String> sent = names(trace.sent());
    assertThat(sent).filteredOn(name -> name.startsWith("action")).hasSize(60);
    assertThat(sent).doesNotContain("stage 0");
  }

  @Test
  void aFailureKeepsWhatItIsIn() {
    BudgetedTrace trace = new BudgetedTrace(2);
    SpanRecorder shortOne = trace.spans().add(action("short", ofMillis(1)));
    shortOne.add(action("step", ofMillis(1))).add(failed("stage 7", ofMillis(1)));
    IntStream.range(0, 100).forEach(i -> trace.spans().add(action("count " + i, ofSeconds(i))));

    assertThat(names(trace.sent())).contains("short", "step", "stage 7");
  }

  @Test
  void anOldTraceGetsLessOfWhichXRayTakesLess() {
    BudgetedTrace trace = new BudgetedTrace(1).aged(ofMinutes(5).plusSeconds(1));
    IntStream.range(0, 100).forEach(i -> trace.spans().add(action("count " + i, ofSeconds(i))));

    List<SpanData> sent = trace.sent();

    assertThat(bytes(sent)).isBetween(11_000, 12_000);
    assertThat(number(sent.get(0), TraceAttribute.FOLDED_TOTAL)).isEqualTo(101 - sent.size());
  }

  @Test
  void aSpanThatIsStillOpenWhileTheBufferOverflowsSaysWhatFoldedIntoIt() {
    BudgetedTrace trace = new BudgetedTrace(1);
    Span open = trace.open("outer");
    for (int i = 0; i < 10_000; i++) {
      trace.under(open).add(action("count " + i, ofMillis(i)));
    }
    open.end();

    List<SpanData> sent = trace.sent();

    SpanData outer = sent.stream().filter(s -> s.getName().equals("outer")).findAny().orElseThrow();
    assertThat(number(outer, TraceAttribute.FOLDED_SPANS)).isEqualTo(10_002 - sent.size());
    assertThat(bytes(sent)).isLessThanOrEqualTo(FIRST);
  }

  @Test
  void whatSitsInASpanThatNeverEndedSitsInTheRoot() {
    BudgetedTrace trace = new BudgetedTrace(1);
    trace.under(trace.open("never ends")).add(action("count", ofSeconds(1)));

    List<SpanData> sent = trace.sent();

    assertThat(names(sent)).containsExactly("root", "count");
    assertThat(sent.get(1).getParentSpanId()).isEqualTo(sent.get(0).getSpanId());
    assertThat(sent.get(0).getParentSpanId()).isEqualTo(BudgetedTrace.PARENT);
  }

  @Test
  void whatFoldedBeforeItBecameASpanIsCountedToo() {
    BudgetedTrace trace = new BudgetedTrace(1);
    Map<String, Object> says = Map.of("spanglue.folded.spans", 7L, "spanglue.folded.seconds", 0.5);
    trace.root.setAttribute("spanglue.folded.total", 10L);
    SpanRecorder action =
        trace.spans().add(new FinishedSpan("a", BudgetedTrace.START, BudgetedTrace.START, says));
    IntStream.range(0, 200).forEach(i -> action.add(stage("stage " + i, ofMillis(i))));

    List<SpanData> sent = trace.sent();

    long folded = 202L - sent.size();
    assertThat(number(sent.get(1), TraceAttribute.FOLDED_SPANS)).isEqualTo(7 + folded);
    assertThat(number(sent.get(0), TraceAttribute.FOLDED_TOTAL)).isEqualTo(10 + folded);
  }

  @Test
  void aDocumentThatIsTooLargeIsCutAndSaysWhere() {
    BudgetedTrace trace = new BudgetedTrace(1);
    List<String> findings = IntStream.range(0, 100).mapToObj(i -> "x".repeat(4_000)).toList();
    trace.root.setAttribute(AttributeKey.stringArrayKey("spanglue.findings"), findings);
    trace.root.setAttribute("spanglue.rows.read", 42L);
    FinishedSpan failed = failed("failed", ofSeconds(1));
    String stack = "x\n" + "\tat com.acme.Job.run(Job.java:1)\n".repeat(1_000);
    trace
        .spans()
        .add(
            new FinishedSpan(
                "failed",
                failed.start(),
                failed.end(),
                Map.of("plan", "\u6e05".repeat(30_000)),
                new SpanFailure("E", "m".repeat(900), stack),
                Importance.NORMAL));

    List<SpanData> sent = trace.sent();

    assertThat(sent).hasSize(2);
    assertThat(bytes(sent)).isLessThanOrEqualTo(FIRST);
    assertThat(sent.get(0).getAttributes().get(CUT)).containsExactly("spanglue.findings");
    assertThat(sent.get(0).getAttributes().get(AttributeKey.longKey("spanglue.rows.read")))
        .isEqualTo(42);
    assertThat(sent.get(1).getAttributes().get(CUT)).contains("plan");
    assertThat(sent.get(1).getEvents().get(0).getAttributes().asMap().toString())
        .contains("Job.java:1");
  }

  private static List<String> names(List<SpanData> spans) {
    return spans.stream().map(SpanData::getName).toList();
  }

  private static long foldedIn(List<SpanData> spans) {
    return BudgetedTrace.sum(spans, TraceAttribute.FOLDED_SPANS);
  }
}
