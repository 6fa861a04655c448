package spanglue.tracing.internal.parent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static spanglue.tracing.internal.parent.Documents.answer;
import static spanglue.tracing.internal.parent.Documents.answerOf;
import static spanglue.tracing.internal.parent.Documents.glue;
import static spanglue.tracing.internal.parent.Documents.machine;
import static spanglue.tracing.internal.parent.Documents.state;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XRayTraceDocumentTest {
  @Test
  void embeddedSubsegmentsAreSegmentsOfTheirOwn() throws IOException {
    XRayTraceDocument trace =
        XRayTraceDocument.parse(
            answer(machine(state("bbbbbbbbbbbbbbbb", "Clean", glue("cccccccccccccccc", "r1")))));

    assertThat(trace.segments().get("cccccccccccccccc").parentId()).isEqualTo("bbbbbbbbbbbbbbbb");
    assertThat(trace.segments().get("bbbbbbbbbbbbbbbb").parentId()).isEqualTo("aaaaaaaaaaaaaaaa");
    assertThat(trace.segments().get("cccccccccccccccc").requestId()).isEqualTo("r1");
    assertThat(trace.malformed()).isZero();
  }

  @Test
  void malformedDocumentsAreLeftOutAndCounted() throws IOException {
    String deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
    XRayTraceDocument trace =
        XRayTraceDocument.parse(
            answerOf(
                null,
                Arrays.asList(
                    "",
                    "{",
                    "null",
                    "[]",
                    "7",
                    "{\"name\":\"no id\"}",
                    "{\"id\":7}",
                    "{\"id\":\"xyz\"}",
                    deep,
                    "{\"id\":\"dddddddddddddddd\",\"subsegments\":[7,null,{}],\"aws\":[],"
                        + "\"start_time\":\"now\"}",
                    machine().json())));

    assertThat(trace.malformed()).isEqualTo(9);
    assertThat(trace.segments()).containsOnlyKeys("dddddddddddddddd", "aaaaaaaaaaaaaaaa");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"Traces\":null}",
        "{\"Traces\":[]}",
        "{\"Traces\":{}}",
        "{\"Traces\":[{\"Id\":\"1-..\"}]}",
        "{\"Traces\":[],\"UnprocessedTraceIds\":[\"1-5759e988-bd862e3fe1be46a994272793\"]}"
      })
  void anAnswerMayHoldNothing(String body) throws IOException {
    XRayTraceDocument trace = XRayTraceDocument.parse(body);

    assertThat(trace.segments()).isEmpty();
    assertThat(trace.nextToken()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "<html>", "{\"Traces\":["})
  void whatIsNoAnswerIsAnError(String body) {
    assertThatThrownBy(() -> XRayTraceDocument.parse(body)).isInstanceOf(IOException.class);
  }

  @Test
  void theCompleteDocumentReplacesTheOneInProgress() throws IOException {
    String inProgress = machine().json();
    String complete = machine().endedAt(1_800_000_100).json();

    for (List<String> order :
        List.of(List.of(inProgress, complete), List.of(complete, inProgress))) {
      XRayTraceDocument trace = XRayTraceDocument.parse(answerOf(null, order));
      assertThat(trace.segments().get("aaaaaaaaaaaaaaaa").isInProgress()).isFalse();
    }
  }

  @Test
  void partsOfAnAnswerAddUp() throws IOException {
    XRayTraceDocument first = XRayTraceDocument.parse(answerOf("t", List.of(machine().json())));
    XRayTraceDocument second =
        XRayTraceDocument.parse(
            answerOf(
                null,
                List.of("{", state("bbbbbbbbbbbbbbbb", "Clean").apart("aaaaaaaaaaaaaaaa").json())));

    assertThat(first.nextToken()).isEqualTo("t");
    assertThat(first.and(second).segments()).hasSize(2);
    assertThat(first.and(second).malformed()).isEqualTo(1);
    assertThat(first.and(second).nextToken()).isNull();
  }
}
