package spanglue.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An exception that passes several spans: its stack is told once. */
class NestedFailuresTest {
  private final OtlpReceiver receiver = new OtlpReceiver();
  private final IOException thrown = new IOException("the disk is full");

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void theInnermostSpanHasTheStackAndTheRootItsBeginning() {
    assertThatThrownBy(
            () ->
                JobTracing.call(
                    config(),
                    tracing ->
                        tracing
                            .spans()
                            .call(
                                "outer",
                                outer -> outer.spans().call("inner", inner -> fail(thrown)))))
        .isSameAs(thrown);

    assertThat(stack("inner")).contains("NestedFailuresTest").hasLineCount(14);
    assertThat(exception("outer"))
        .isEqualTo(
            Map.of(
                "exception.type", "java.io.IOException", "exception.message", "the disk is full"));
    assertThat(stack("Glue Job Execution"))
        .startsWith("java.io.IOException: the disk is full\n\tat ")
        .hasLineCount(4);
  }

  @Test
  void whatNoSpanSawIsOnTheRootInFull() {
    assertThatThrownBy(() -> JobTracing.call(config(), tracing -> fail(thrown))).isSameAs(thrown);

    assertThat(stack("Glue Job Execution")).hasLineCount(14);
  }

  @Test
  void anotherTraceTellsTheStackAgain() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(
              () -> JobTracing.call(config(), t -> t.spans().call("inner", s -> fail(thrown))))
          .isSameAs(thrown);
    }

    assertThat(receiver.spans().stream().filter(span -> span.getName().equals("inner")))
        .hasSize(2)
        .allSatisfy(span -> assertThat(exception(span)).containsKey("exception.stacktrace"));
  }

  @Test
  void anExceptionAroundAnotherHasAStackOfItsOwn() {
    RuntimeException around = new IllegalStateException("no output", thrown);
    assertThatThrownBy(
            () ->
                JobTracing.call(
                    config(),
                    tracing ->
                        tracing
                            .spans()
                            .call(
                                "outer",
                                outer -> {
                                  try {
                                    return outer.spans().call("inner", inner -> fail(thrown));
                                  } catch (IOException e) {
                                    throw around;
                                  }
                                })))
        .isSameAs(around);

    assertThat(stack("outer")).contains("IllegalStateException", "Caused by: java.io.IOException");
  }

  private static Object fail(IOException thrown) throws IOException {
    throw thrown;
  }

  private String stack(String span) {
    return String.valueOf(exception(span).get("exception.stacktrace"));
  }

  private Map<String, Object> exception(String span) {
    return exception(receiver.span(span));
  }

  private static Map<String, Object> exception(Span span) {
    return OtlpReceiver.map(span.getEvents(0).getAttributesList());
  }

  private JobTracingConfig config() {
    return JobTracingConfig.builder("job", "jr_1").otlpEndpoint(receiver.url()).build();
  }
}
