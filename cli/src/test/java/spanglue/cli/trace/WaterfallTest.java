package spanglue.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.cli.process.Json;

class WaterfallTest {
  private static TraceSpan span(String id, @Nullable String parent, int from, int to) {
    return new TraceSpan(
        id,
        parent,
        "span " + id,
        "",
        from * 1_000_000_000L,
        to * 1_000_000_000L,
        null,
        Json.object());
  }

  private static Trace trace(TraceSpan... spans) {
    return new Trace("6b0427b53e4f5be3e5381fa0046677f5", "a test", List.of(spans));
  }

  private static List<String> onPath(Trace trace) {
    SlowestPath path = SlowestPath.of(trace);
    return trace.spans().stream().filter(path::contains).map(TraceSpan::id).toList();
  }

  @Test
  void thePathIsWhatTheEndWaitedForAndEachMomentOfItIsOneSpans() {
    Trace trace =
        trace(
            span("root", null, 0, 10),
            span("first", "root", 1, 4),
            span("beside", "root", 1, 3),
            span("last", "root", 5, 9),
            span("inner", "last", 6, 9));

    SlowestPath path = SlowestPath.of(trace);

    assertThat(onPath(trace)).containsExactly("root", "first", "last", "inner");
    assertThat(path.own(span("root", null, 0, 10))).isEqualTo(3_000_000_000L);
    assertThat(path.own(span("last", "root", 5, 9))).isEqualTo(1_000_000_000L);
    assertThat(path.total()).isEqualTo(10_000_000_000L);
  }

  @Test
  void aStepTellsTheTimeOfItsStagesWhichAreOnThePathInItsPlace() {
    Trace trace =
        trace(
            span("action", null, 0, 10),
            step("1 fused", "action", 2, 5),
            span("2 its stage", "action", 2, 5),
            step("over two", "action", 6, 10),
            span("first of two", "action", 6, 8),
            span("second of two", "action", 8, 10));

    assertThat(onPath(trace))
        .containsExactly("action", "2 its stage", "first of two", "second of two");
  }

  private static TraceSpan step(String id, String parent, int from, int to) {
    TraceSpan span = span(id, parent, from, to);
    span.attributes().put("spanglue.step.attribution", "fused");
    return span;
  }

  @Test
  void aChildThatGoesOnAfterItsParentIsOnThePath() {
    assertThat(
            onPath(
                trace(
                    span("upload", null, 0, 2),
                    span("function", "upload", 3, 5),
                    span("machine", "function", 4, 20))))
        .containsExactly("upload", "function", "machine");
  }

  @Test
  void spansInACircleAndOrphansAreShownOnce() {
    Trace trace = trace(span("a", "b", 0, 3), span("b", "a", 1, 2), span("c", "gone", 1, 2));

    assertThat(trace.spans()).extracting(TraceSpan::id).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(Waterfall.lines(trace, 80, false)).hasSizeGreaterThan(8);
  }

  @Test
  void aDeepTraceAndALongOneAreDrawn() {
    List<TraceSpan> spans = new ArrayList<>(List.of(span("0", null, 0, 9)));
    for (int i = 1; i < 20_000; i++) {
      spans.add(span(String.valueOf(i), String.valueOf(i - 1), 0, 9));
    }

    assertThat(Waterfall.lines(new Trace("t", "a test", spans), 80, false))
        .hasSizeGreaterThan(20_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 80, 200})
  void noLineIsWiderThanTheTerminal(int columns) {
    TraceSpan wide =
        new TraceSpan(
            "1", null, "読み込み ".repeat(50), "", 0, 5_000_000_000L, "失敗 ".repeat(100), Json.object());

    List<String> lines = Waterfall.lines(trace(wide, span("2", "1", 1, 2)), columns, false);

    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(Cells.width(line)).as(line).isLessThanOrEqualTo(Math.max(columns, 29)));
    assertThat(lines.get(lines.size() - 1)).isNotBlank();
  }

  @Test
  void coloursAreOnlyThereWhereTheyAreWanted() {
    Trace trace = trace(span("1", null, 0, 2));

    assertThat(String.join("", Waterfall.lines(trace, 80, true)))
        .contains("\u001b[33m", "\u001b[0m");
    assertThat(String.join("", Waterfall.lines(trace, 80, false))).doesNotContain("\u001b");
  }

  @Test
  void aSpanThatHasNotEndedIsOpen() {
    TraceSpan open = new TraceSpan("2", "1", "job", "", 1_000_000_000L, null, null, Json.object());

    assertThat(Waterfall.lines(trace(span("1", null, 0, 2), open), 80, false))
        .anyMatch(line -> line.contains("job") && line.endsWith(" open"));
  }
}
