package spanglue.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import spanglue.tracing.internal.text.ExceptionText;
import spanglue.tracing.internal.text.SafeText;
import spanglue.tracing.spi.FinishedSpan.Importance;
import spanglue.tracing.spi.JobExtension.SpanRecorder;
import spanglue.tracing.spi.SpanFailure;

class FailuresTest {
  @Test
  void messagesAndStacksAreOfBoundedLength() {
    Throwable thrown = new IllegalStateException("x".repeat(100_000));
    for (int i = 0; i < 50; i++) {
      thrown = new IllegalArgumentException("y".repeat(10_000), thrown);
    }

    assertThat(ExceptionText.message(thrown, SafeText.PLAIN))
        .startsWith("java.lang.IllegalStateException: xxx")
        .hasSizeLessThanOrEqualTo(ExceptionText.MESSAGE_LENGTH);
    assertThat(ExceptionText.stack(thrown, SafeText.PLAIN))
        .startsWith("java.lang.IllegalArgumentException: yyy")
        .contains("Caused by: java.lang.IllegalStateException: xxx")
        .hasSizeLessThanOrEqualTo(ExceptionText.STACK_LENGTH);
  }

  @Test
  void aStackNamesTheCauses() {
    Throwable thrown =
        new IllegalStateException("job failed", new IllegalArgumentException("column 'price'"));

    assertThat(ExceptionText.stack(thrown, SafeText.PLAIN))
        .startsWith(
            "java.lang.IllegalStateException: job failed\n\tat spanglue.tracing.FailuresTest")
        .contains("\nCaused by: java.lang.IllegalArgumentException: column 'price'\n\tat ");
  }

  @Test
  void theInnermostCauseComesFirst() {
    Throwable thrown =
        new IllegalStateException(
            "job failed", new RuntimeException(new IllegalArgumentException("column 'price'")));

    assertThat(ExceptionText.message(thrown, SafeText.PLAIN))
        .isEqualTo("java.lang.IllegalArgumentException: column 'price'\njob failed");
    assertThat(ExceptionText.message(new RuntimeException(new Error("x")), SafeText.PLAIN))
        .isEqualTo("java.lang.Error: x");
    assertThat(ExceptionText.message(new IllegalStateException("alone"), SafeText.PLAIN))
        .isEqualTo("alone");
  }

  @Test
  void aMessageThatTellsItsCauseAlreadyIsNotToldTwice() {
    Throwable cause = new IllegalArgumentException("column 'price' is missing " + "x".repeat(900));
    Throwable told = new IllegalStateException(cause.getMessage().substring(0, 500), cause);

    assertThat(ExceptionText.message(told, SafeText.PLAIN)).startsWith("column 'price' is missing");
  }

  @Test
  void oneStackIsToldOnceHoweverManyTellOfIt() {
    SpanFailure failure =
        SpanFailure.of(
            new IllegalStateException("job failed", new IllegalArgumentException("no price")));
    BudgetedTrace trace = new BudgetedTrace(1);
    SpanRecorder action =
        trace.spans().add(BudgetedTrace.span("action", Duration.ZERO, failure, Importance.NORMAL));
    action.add(BudgetedTrace.span("stage", Duration.ZERO, failure, Importance.NORMAL));
    List<SpanData> spans = trace.sent();

    assertThat(spans.stream().map(FailuresTest::stack).filter(text -> text.contains("\tat ")))
        .hasSize(1);
    assertThat(spans.stream().filter(span -> !span.getEvents().isEmpty()))
        .hasSize(2)
        .allSatisfy(
            span ->
                assertThat(span.getStatus().getDescription())
                    .startsWith("java.lang.IllegalArgumentException: no price"));
  }

  @Test
  void noCauseInAStackEndsAtItsColon() {
    BudgetedTrace trace = new BudgetedTrace(1);
    String stack = "E: m\n\tat A.b(A.java:1)\nCaused by: java.io.IOException:\nCaused by: F: g:\n";
    trace
        .spans()
        .add(
            BudgetedTrace.span(
                "failed", Duration.ZERO, new SpanFailure("E", "m", stack), Importance.LOW));
    List<SpanData> spans = trace.sent();

    assertThat(spans.get(1).getEvents().get(0).getAttributes().asMap())
        .containsValue(
            "E: m\n\tat A.b(A.java:1)\nCaused by: java.io.IOException\nCaused by: F: g:");
  }

  @Test
  void whatSignsARequestIsTakenOut() {
    Throwable thrown =
        new IllegalStateException(
            "GET https://b.s3.amazonaws.com/k?X-Amz-Credential=AKIA%2F2026&X-Amz-Signature=beef"
                + "&X-Amz-Date=20261123T000000Z: 403");

    assertThat(ExceptionText.message(thrown, SafeText.PLAIN))
        .isEqualTo(
            "GET https://b.s3.amazonaws.com/k?X-Amz-Credential=***&X-Amz-Signature=***"
                + "&X-Amz-Date=20261123T000000Z: 403");
    assertThat(ExceptionText.stack(thrown, SafeText.PLAIN)).doesNotContain("AKIA", "beef");
  }

  @Test
  void anExceptionThatIsItsOwnCauseIsNoTrap() {
    Throwable outer = new IllegalStateException("outer");
    Throwable inner = new IllegalStateException("inner", outer);
    outer.initCause(inner);

    assertThat(ExceptionText.stack(outer, SafeText.PLAIN))
        .contains("Caused by: java.lang.IllegalStateException: inner");
  }

  @Test
  void aMessageThatCannotBeReadIsSaid() {
    Throwable thrown =
        new RuntimeException() {
          @Override
          public String getMessage() {
            throw new IllegalStateException("no");
          }
        };

    assertThat(ExceptionText.message(thrown, SafeText.PLAIN)).contains("can't be read");
  }

  private static String stack(SpanData span) {
    return span.getEvents().stream()
        .map(event -> String.valueOf(event.getAttributes().asMap()))
        .collect(Collectors.joining());
  }
}
