package spanglue.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static spanglue.tracing.OtlpReceiver.attributes;
import static spanglue.tracing.OtlpReceiver.id;
import static spanglue.tracing.OtlpReceiver.parent;
import static spanglue.tracing.OtlpReceiver.traceId;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpansTest {
  private static final TraceHeader CALLER =
      TraceHeader.parse(
          "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1");

  private final OtlpReceiver receiver = new OtlpReceiver();
  private final Tracing tracing =
      Tracing.start(
          TracingConfig.builder("trigger").header(CALLER).otlpEndpoint(receiver.url()).build());

  @AfterEach
  void stop() {
    tracing.close();
    receiver.close();
  }

  @Test
  void spansFormTheTreeOfTheirBodies() {
    String result =
        tracing
            .spans()
            .call(
                "read event",
                SpanKind.SERVER,
                outer -> outer.spans().call("start execution", SpanKind.CLIENT, inner -> "done"));
    tracing.close();

    Span outer = receiver.span("read event");
    Span inner = receiver.span("start execution");
    assertThat(result).isEqualTo("done");
    assertThat(parent(outer)).isEqualTo("53995c3f42cd8ad8");
    assertThat(parent(inner)).isEqualTo(id(outer));
    assertThat(receiver.spans())
        .allSatisfy(span -> assertThat(traceId(span)).isEqualTo(CALLER.traceId()));
    assertThat(outer.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(inner.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
    assertThat(inner.getStartTimeUnixNano()).isGreaterThanOrEqualTo(outer.getStartTimeUnixNano());
    assertThat(inner.getEndTimeUnixNano()).isLessThanOrEqualTo(outer.getEndTimeUnixNano());
  }

  @Test
  void attributesKeepTheirTypes() {
    tracing
        .spans()
        .run(
            "work",
            span ->
                span.set("text", "a")
                    .set("whole", 7L)
                    .set("part", 0.5)
                    .set("flag", true)
                    .set("names", List.of("a", "b")));
    tracing.close();

    assertThat(attributes(receiver.span("work")))
        .containsOnly(
            entry("text", "a"),
            entry("whole", 7L),
            entry("part", 0.5),
            entry("flag", true),
            entry("names", List.of("a", "b")));
  }

  @Test
  void attributesAreOfBoundedLength() {
    tracing
        .spans()
        .run(
            "work",
            span ->
                span.set("text", "x".repeat(100_000))
                    .set("names", Collections.nCopies(10_000, "name")));
    tracing.close();

    assertThat(attributes(receiver.span("work")))
        .hasEntrySatisfying("text", text -> assertThat((String) text).hasSize(4_000))
        .containsEntry("names", Collections.nCopies(100, "name"));
  }

  @Test
  void whatABodyThrowsIsRecordedAndPassesThroughUnchanged() {
    IOException thrown = new FileNotFoundException("input/x.csv is not there");

    assertThatThrownBy(
            () ->
                tracing
                    .spans()
                    .run(
                        "read",
                        span -> {
                          throw thrown;
                        }))
        .isSameAs(thrown);
    tracing.close();

    Span span = receiver.span("read");
    assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(span.getStatus().getMessage()).isEqualTo("input/x.csv is not there");
    assertThat(span.getEventsList()).hasSize(1);
    assertThat(span.getEvents(0).getName()).isEqualTo("exception");
    assertThat(OtlpReceiver.map(span.getEvents(0).getAttributesList()))
        .containsEntry("exception.type", "java.io.FileNotFoundException")
        .containsEntry("exception.message", "input/x.csv is not there")
        .hasEntrySatisfying(
            "exception.stacktrace",
            stack -> assertThat(stack.toString()).contains("\tat spanglue.tracing.SpansTest."));
  }

  @Test
  void anErrorIsRecordedAsAnExceptionIs() {
    StackOverflowError thrown = new StackOverflowError();

    assertThatThrownBy(
            () ->
                tracing
                    .spans()
                    .call(
                        "deep",
                        span -> {
                          throw thrown;
                        }))
        .isSameAs(thrown);
    tracing.close();

    assertThat(receiver.span("deep").getStatus().getMessage())
        .isEqualTo("java.lang.StackOverflowError");
  }

  @Test
  void anActiveSpanSaysWhatToHandOn() {
    List<TraceHeader> handedOn = new ArrayList<>();

    tracing
        .spans()
        .run(
            "call",
            span -> {
              handedOn.add(span.header());
            });
    tracing.close();

    assertThat(handedOn.get(0).toXRay())
        .isEqualTo(
            "Root=1-5759e988-bd862e3fe1be46a994272793;Parent="
                + id(receiver.span("call"))
                + ";Sampled=1");
  }

  @Test
  void bodiesRunAfterTheEndToo() {
    tracing.close();

    int result = tracing.spans().call("late", span -> 1);
    assertThat(result).isEqualTo(1);
  }

  @Test
  void withoutACallerTheFirstSpansAreRoots() {
    TraceHeader root = TraceHeader.newRoot();
    try (Tracing upload =
        Tracing.start(
            TracingConfig.builder("upload").header(root).otlpEndpoint(receiver.url()).build())) {
      upload.spans().run("upload x.csv", SpanKind.CLIENT, span -> {});
    }

    assertThat(parent(receiver.span("upload x.csv"))).isEmpty();
    assertThat(traceId(receiver.span("upload x.csv"))).isEqualTo(root.traceId());
  }
}
