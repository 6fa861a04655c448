package spanglue.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span.Event;
import io.opentelemetry.proto.trace.v1.Status;
import org.junit.jupiter.api.Test;
import spanglue.cli.OtlpSpans;
import zipkin2.Annotation;
import zipkin2.Span;

class ZipkinSpansTest {
  private static Span zipkin(io.opentelemetry.proto.trace.v1.Span span) {
    return ZipkinSpans.of(OtlpSpans.request(span)).get(0);
  }

  @Test
  void aSpanKeepsItsPlaceItsKindAndItsTimes() {
    Span span = zipkin(OtlpSpans.failedClient());

    assertThat(span.traceId()).isEqualTo(OtlpSpans.TRACE);
    assertThat(span.id()).isEqualTo(OtlpSpans.SPAN);
    assertThat(span.parentId()).isEqualTo(OtlpSpans.PARENT);
    assertThat(span.kind()).isEqualTo(Span.Kind.CLIENT);
    assertThat(span.localServiceName()).isEqualTo("my-job");
    assertThat(span.timestampAsLong()).isEqualTo(1_790_000_000_000_000L);
    assertThat(span.durationAsLong()).isEqualTo(1_500);
    assertThat(span.annotations()).extracting(Annotation::value).containsExactly("exception");
  }

  @Test
  void attributesAreTagsAndAFailureIsTheTagError() {
    assertThat(zipkin(OtlpSpans.failedClient()).tags())
        .containsEntry("key", "input/x.csv")
        .containsEntry("rows", "9000000000")
        .containsEntry("ratio", "0.5")
        .containsEntry("shared", "true")
        .containsEntry("files", "[\"a\",\"b\"]")
        .containsEntry("otel.status_code", "ERROR")
        .containsEntry("error", "refused");
  }

  /** Zipkin's own name of it is in lower case. */
  @Test
  void aNameIsThereAsItIs() {
    Span span = zipkin(OtlpSpans.failedClient().toBuilder().setName("Clean Ärger").build());

    assertThat(span.name()).isEqualTo("clean ärger");
    assertThat(span.tags()).containsEntry("spanglue.span.name", "Clean Ärger");
    assertThat(zipkin(OtlpSpans.failedClient()).tags()).doesNotContainKey("spanglue.span.name");
  }

  @Test
  void aStatesCallNamesTheJobThatItCallsEvenWhereThatToldNothing() {
    Span call =
        zipkin(
            OtlpSpans.failedClient().toBuilder()
                .addAttributes(OtlpSpans.text("aws.glue.job.name", "spanglue-cleaning"))
                .build());

    assertThat(call.remoteServiceName()).isEqualTo("spanglue-cleaning");
  }

  @Test
  void anEventHasItsAttributesInItsText() {
    Span span =
        zipkin(
            OtlpSpans.failedClient().toBuilder()
                .clearEvents()
                .addEvents(
                    Event.newBuilder()
                        .setName("exception")
                        .setTimeUnixNano(1_790_000_000_001_000_000L)
                        .addAttributes(OtlpSpans.text("exception.message", "no \"price\"")))
                .build());

    assertThat(span.annotations())
        .extracting(Annotation::value)
        .containsExactly("\"exception\": {\"exception.message\":\"no \\\"price\\\"\"}");
  }

  @Test
  void aSpanThatDidNotFailHasNoErrorAndAnInternalOneNoKind() {
    Span span =
        zipkin(
            OtlpSpans.failedClient().toBuilder()
                .setStatus(Status.getDefaultInstance())
                .setKind(io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_INTERNAL)
                .clearParentSpanId()
                .build());

    assertThat(span.tags()).doesNotContainKeys("error", "otel.status_code");
    assertThat(span.kind()).isNull();
    assertThat(span.parentId()).isNull();
  }
}
