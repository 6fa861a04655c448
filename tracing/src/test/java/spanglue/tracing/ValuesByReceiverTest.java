package spanglue.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a value may be, by who gets it. */
class ValuesByReceiverTest {
  private static final String TEXT = "begin " + "\ud83d\ude00é".repeat(600) + " end";
  private static final List<String> TEXTS =
      IntStream.range(0, 100).mapToObj(i -> "finding " + i + " " + "é".repeat(20)).toList();

  private final OtlpReceiver receiver = new OtlpReceiver();

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void anotherReceiverThanXRayGetsAtMostTwoKilobytesOfAValue() {
    run(config());

    Map<String, Object> attributes = OtlpReceiver.attributes(receiver.span("read"));
    assertThat((String) attributes.get("text"))
        .startsWith("begin ")
        .endsWith(" end")
        .contains(" ... ")
        .doesNotContain("?", "\ufffd");
    List<?> findings = (List<?>) attributes.get("findings");
    assertThat(findings.size()).isBetween(20, 99);
    assertThat(TEXTS.subList(0, findings.size())).isEqualTo(findings);
    assertThat(attributes)
        .containsEntry(
            "spanglue.cut.attributes", List.of("exception.stacktrace", "findings", "text"))
        .containsEntry("rows", 7L);
    assertThat(receiver.spans()).allSatisfy(ValuesByReceiverTest::isWithinTwoKilobytes);
    assertThat(receiver.span("read").getStatus().getMessage()).startsWith("é");
    assertThat(receiver.span("read").getDroppedAttributesCount()).isZero();
  }

  @Test
  void whatFitsIsAsItWas() {
    JobTracing tracing = JobTracing.start(config().build());
    tracing.spans().run("read", span -> span.set("text", "é".repeat(1_024)));
    tracing.close();

    assertThat(OtlpReceiver.attributes(receiver.span("read")))
        .containsExactly(Map.entry("text", "é".repeat(1_024)));
  }

  @Test
  void xRayGetsWhatItTakes() {
    run(config().budget("xray"));

    assertThat(OtlpReceiver.attributes(receiver.span("read"))).containsEntry("text", TEXT);
  }

  private static void isWithinTwoKilobytes(Span span) {
    assertThat(span.getStatus().getMessage().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(2_048);
    isWithin(OtlpReceiver.attributes(span));
    span.getEventsList().forEach(event -> isWithin(OtlpReceiver.map(event.getAttributesList())));
  }

  private static void isWithin(Map<String, Object> attributes) {
    attributes.forEach(
        (key, value) -> {
          String text =
              value instanceof List<?> list
                  ? list.stream()
                      .map(one -> "\"" + one + "\"")
                      .collect(Collectors.joining(",", "[", "]"))
                  : value.toString();
          assertThat(text.getBytes(UTF_8)).as(key).hasSizeLessThanOrEqualTo(2_048);
        });
  }

  private static void run(JobTracingConfig.Builder config) {
    JobTracing tracing = JobTracing.start(config.build());
    try {
      tracing
          .spans()
          .run(
              "read",
              span -> {
                span.set("text", TEXT).set("findings", TEXTS).set("rows", 7);
                throw new IllegalStateException("é".repeat(1_500));
              });
    } catch (IllegalStateException expected) {
      tracing.close();
    }
  }

  private JobTracingConfig.Builder config() {
    return JobTracingConfig.builder("job", "jr_1").otlpEndpoint(receiver.url());
  }
}
