package spanglue.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import spanglue.spark.vocabulary.SparkAttribute;
import spanglue.spark.vocabulary.TimeClass;
import spanglue.tracing.JobTracing;
import spanglue.tracing.OtlpReceiver;
import spanglue.tracing.vocabulary.Term;
import spanglue.tracing.vocabulary.TraceAttribute;

/** What Jaeger, Tempo and Zipkin want of the spans of one trace, to show and to find them all. */
public final class BackEndRules {
  private static final int MOST_BYTES = 2_048;
  private static final int MOST_BYTES_OF_NAME = 200;

  private static final Map<String, Term> TERMS =
      Stream.<Term[]>of(SparkAttribute.values(), TraceAttribute.values(), TimeClass.values())
          .flatMap(Stream::of)
          .collect(Collectors.toMap(Term::key, Function.identity()));

  private BackEndRules() {}

  /** A trace that is whole: the below, and one root that all others are below. */
  public static void holdForAll(List<Span> spans) {
    holdForEach(spans);
    Map<String, Span> byId =
        spans.stream().collect(Collectors.toMap(OtlpReceiver::id, Function.identity()));
    assertThat(spans)
        .filteredOn(span -> !byId.containsKey(OtlpReceiver.parent(span)))
        .as("roots")
        .singleElement()
        .satisfies(root -> assertThat(root.getName()).isEqualTo(JobTracing.ROOT_NAME))
        .satisfies(root -> assertThat(OtlpReceiver.parent(root)).isEmpty());
    for (Span span : spans) {
      Span parent = byId.get(OtlpReceiver.parent(span));
      if (parent != null) {
        assertThat(span.getStartTimeUnixNano())
            .as("start of %s in %s", span.getName(), parent.getName())
            .isGreaterThanOrEqualTo(parent.getStartTimeUnixNano());
        assertThat(span.getEndTimeUnixNano())
            .as("end of %s in %s", span.getName(), parent.getName())
            .isLessThanOrEqualTo(parent.getEndTimeUnixNano());
      }
    }
  }

  /** Of a trace that need not be whole. */
  public static void holdForEach(List<Span> spans) {
    assertThat(spans).isNotEmpty();
    assertThat(spans).extracting(OtlpReceiver::id).doesNotHaveDuplicates();
    assertThat(spans).extracting(OtlpReceiver::traceId).containsOnly(traceId(spans));
    spans.forEach(BackEndRules::holdFor);
  }

  private static String traceId(List<Span> spans) {
    return OtlpReceiver.traceId(spans.get(0));
  }

  private static void holdFor(Span span) {
    Map<String, Object> attributes = OtlpReceiver.attributes(span);
    assertThat(span.getName().getBytes(UTF_8)).hasSizeBetween(1, MOST_BYTES_OF_NAME);
    assertThat(span.getName()).doesNotContain(OtlpReceiver.traceId(span), OtlpReceiver.id(span));
    assertThat(span.getStartTimeUnixNano()).isPositive();
    assertThat(span.getEndTimeUnixNano()).isGreaterThanOrEqualTo(span.getStartTimeUnixNano());
    assertThat(span.getDroppedAttributesCount()).isZero();
    areBounded(span.getName(), attributes);
    span.getEventsList()
        .forEach(
            event -> {
              areBounded(span.getName(), OtlpReceiver.map(event.getAttributesList()));
              assertThat(event.getTimeUnixNano())
                  .as("%s of %s", event.getName(), span.getName())
                  .isPositive();
            });
    attributes.forEach((key, value) -> hasItsType(span.getName(), key, value));
    boolean failed = span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR;
    assertThat(attributes.containsKey(TraceAttribute.ERROR_TYPE.key()))
        .as("error.type of %s", span.getName())
        .isEqualTo(failed);
    if ("failed".equals(attributes.get(SparkAttribute.OUTCOME.key()))) {
      assertThat(failed).as(span.getName()).isTrue();
    }
    if (failed) {
      assertThat(span.getStatus().getMessage()).as(span.getName()).isNotEmpty();
    }
  }

  private static void areBounded(String span, Map<String, Object> attributes) {
    attributes.forEach(
        (key, value) -> {
          String text =
              value instanceof List<?> list
                  ? list.stream()
                      .map(one -> "\"" + one + "\"")
                      .collect(Collectors.joining(",", "[", "]"))
                  : value.toString();
          assertThat(text.getBytes(UTF_8))
              .as("%s of %s", key, span)
              .hasSizeLessThanOrEqualTo(MOST_BYTES);
        });
  }

  private static void hasItsType(String span, String key, Object value) {
    Term term = TERMS.get(key);
    assertThat(term).as("%s of %s", key, span).isNotNull();
    Class<?> type =
        switch (term.definition().type()) {
          case WHOLE -> Long.class;
          case NUMBER -> Double.class;
          case FLAG -> Boolean.class;
          case TEXTS, WHOLES -> List.class;
          case TEXT -> String.class;
        };
    assertThat(value).as("%s of %s", key, span).isInstanceOf(type);
  }
}
