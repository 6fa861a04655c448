package spanglue.tracing;

import static io.opentelemetry.api.trace.StatusCode.ERROR;
import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.tracing.BudgetedTrace.bytes;
import static spanglue.tracing.BudgetedTrace.number;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.tracing.internal.budget.TraceBudget.Limit;
import spanglue.tracing.spi.FinishedSpan;
import spanglue.tracing.spi.JobExtension.SpanRecorder;
import spanglue.tracing.vocabulary.TraceAttribute;

/** What holds for every tree of spans, however large and crooked. */
class TraceBudgetPropertyTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void everyTraceFitsIsWholeAndAccountsForEverySpan(long seed) {
    Random random = new Random(seed);
    int attempt = 1 + random.nextInt(2);
    BudgetedTrace trace = new BudgetedTrace(attempt);
    int spans = (int) Math.pow(10, 4 * random.nextDouble());
    double failing = random.nextBoolean() ? 0.002 : random.nextDouble() / 4;
    List<SpanRecorder> parents = new ArrayList<>(List.of(trace.spans()));
    long failures = 0;
    for (int i = 0; i < spans; i++) {
      boolean fails = random.nextDouble() < failing;
      failures += fails ? 1 : 0;
      FinishedSpan span = span(random, i, fails);
      int back = Math.min(parents.size(), 1 + random.nextInt(50));
      parents.add(parents.get(parents.size() - back).add(span));
    }

    List<SpanData> sent = trace.sent();

    assertThat(bytes(sent)).isLessThanOrEqualTo(Limit.ofCollector(attempt).bytes());
    assertThat(sent.get(0).getName()).isEqualTo("root");
    assertThat(sent.get(0).getParentSpanId()).isEqualTo(BudgetedTrace.PARENT);
    Set<String> ids = new HashSet<>(sent.stream().map(SpanData::getSpanId).toList());
    assertThat(ids).hasSameSizeAs(sent);
    assertThat(sent.subList(1, sent.size()))
        .allSatisfy(span -> assertThat(ids).contains(span.getParentSpanId()));
    long folded = 1L + spans - sent.size();
    assertThat(BudgetedTrace.sum(sent, TraceAttribute.FOLDED_SPANS)).isEqualTo(folded);
    assertThat(BudgetedTrace.sum(sent.subList(0, 1), TraceAttribute.FOLDED_TOTAL))
        .isEqualTo(folded);
    assertThat(trace.counts.snapshot().folded()).isEqualTo(folded);
    long kept = sent.stream().filter(s -> s.getStatus().getStatusCode() == ERROR).count();
    assertThat(BudgetedTrace.sum(sent, TraceAttribute.FOLDED_FAILURES)).isEqualTo(failures - kept);
    if (kept < failures) {
      Set<String> named = new HashSet<>(sent.stream().map(SpanData::getParentSpanId).toList());
      assertThat(sent)
          .as("the root, failures, what they are in, and the parent of the last that folded")
          .filteredOn(span -> span.getStatus().getStatusCode() != ERROR)
          .filteredOn(span -> !named.contains(span.getSpanId()))
          .extracting(span -> number(span, TraceAttribute.FOLDED_FAILURES))
          .hasSizeLessThanOrEqualTo(1)
          .doesNotContain(0L);
    }
  }

  private static FinishedSpan span(Random random, int i, boolean fails) {
    Duration length = Duration.ofMillis((long) Math.pow(10, 6 * random.nextDouble()));
    String name = "<span> & \u6e05\u6d17 " + i + "x".repeat(random.nextInt(40));
    if (fails) {
      return BudgetedTrace.failed(name, length);
    }
    return random.nextBoolean()
        ? BudgetedTrace.stage(name, length)
        : BudgetedTrace.action(name, length);
  }
}
