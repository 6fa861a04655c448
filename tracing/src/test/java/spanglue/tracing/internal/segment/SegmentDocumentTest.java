package spanglue.tracing.internal.segment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import spanglue.tracing.AwsServer;
import spanglue.tracing.internal.aws.AwsRegion;
import spanglue.tracing.internal.export.XRayDelivery;
import spanglue.tracing.internal.http.Endpoint;

/**
 * Our documents against those made of the same spans elsewhere: equal where a span could be ours,
 * counted as at least as large where not. {@code documents.jsonl} are of the collector (ADOT
 * v0.49.0); in it ids are s1, s2.. in order of appearance, ids of traces TRACE, times left out, and
 * texts over 300 characters their length. {@code exporter-documents.jsonl} are whole, of the
 * exporter's own code (v0.156.0) without a collector around it: what it does with calls and
 * platforms.
 */
class SegmentDocumentTest {
  private final List<RecordedSpan> spans = RecordedSpan.all("spans.jsonl");
  private final List<Map<String, Object>> recorded = RecordedSpan.lines("documents.jsonl");

  @TestFactory
  Stream<DynamicTest> ofASpanThatCouldBeOursTheCollectorMakesTheSame() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    Map<String, Map<String, String>> idsByCase = new HashMap<>();
    for (int i = 0; i < spans.size(); i++) {
      RecordedSpan span = spans.get(i);
      Object made = document(i);
      Map<String, Object> ours =
          masked(parsed(span), idsByCase.computeIfAbsent(span.caseName(), name -> new HashMap<>()));
      if (span.couldBeOurs()) {
        tests.add(test(span, () -> assertThat(ours).isEqualTo(made)));
      }
    }
    assertThat(tests).as("recorded spans that could be ours").isNotEmpty();
    assertThat(tests.size()).as("and others").isLessThan(spans.size());
    return tests.stream();
  }

  @Test
  void whatAJobSendsToXRayItselfIsTheSame() throws IOException {
    try (AwsServer aws = new AwsServer()) {
      Endpoint xray =
          new AwsRegion(AwsServer.REGION, AwsServer.CREDENTIALS).endpoint("xray", aws.url());
      XRayDelivery delivery = new XRayDelivery(xray, Duration.ofSeconds(20));
      List<Object> made = new ArrayList<>();
      List<Object> arrived = new ArrayList<>();
      Map<String, Map<String, String>> idsByCase = new HashMap<>();
      for (int i = 0; i < spans.size(); i++) {
        RecordedSpan span = spans.get(i);
        Map<String, String> ids = idsByCase.computeIfAbsent(span.caseName(), n -> new HashMap<>());
        Map<String, Object> ours = masked(sent(span, delivery, aws), ids);
        if (span.couldBeOurs()) {
          made.add(document(i));
          arrived.add(ours);
        }
      }

      assertThat(arrived).isNotEmpty().isEqualTo(made);
      assertThat(aws.refusals()).isEmpty();
    }
  }

  /** The one document of the request that {@code delivery} makes of the span. */
  private static Map<String, Object> sent(RecordedSpan span, XRayDelivery delivery, AwsServer aws)
      throws IOException {
    assertThat(delivery.send(List.of(span.data()), Duration.ofSeconds(20)).sent()).isTrue();
    List<String> requests = aws.texts(AwsServer.SEGMENTS);
    Object documents =
        JSON.std.mapFrom(requests.get(requests.size() - 1)).get("TraceSegmentDocuments");
    assertThat((Collection<?>) documents).hasSize(1);
    return parsed((String) ((Collection<?>) documents).iterator().next(), span);
  }

  @TestFactory
  Stream<DynamicTest> noSpanCountsLessThanTheCollectorSendsNorMuchMore() {
    return IntStream.range(0, spans.size())
        .mapToObj(i -> bounded(spans.get(i), bytes(document(i)), 1.5));
  }

  @TestFactory
  Stream<DynamicTest> noSpanCountsLessThanTheExporterMakesNorMuchMore() {
    List<RecordedSpan> given = RecordedSpan.all("exporter-spans.jsonl");
    List<String> made = RecordedSpan.texts("exporter-documents.jsonl");
    assertThat(made).hasSameSizeAs(given).isNotEmpty();
    return IntStream.range(0, given.size())
        .mapToObj(i -> bounded(given.get(i), made.get(i).getBytes(UTF_8).length + 1, 1.7));
  }

  private static DynamicTest bounded(RecordedSpan span, int sent, double excess) {
    int most = span.couldBeOurs() ? sent : (int) (excess * sent);
    return test(span, () -> assertThat(SegmentDocument.size(span.data())).isBetween(sent, most));
  }

  private static DynamicTest test(RecordedSpan span, Executable body) {
    return DynamicTest.dynamicTest(span.caseName() + ": " + span.name(), body);
  }

  private Object document(int line) {
    assertThat(recorded).hasSameSizeAs(spans);
    assertThat(recorded.get(line)).containsEntry("case", spans.get(line).caseName());
    return recorded.get(line).get("document");
  }

  /** Of a recorded document with what is masked in it. */
  private static int bytes(Object document) {
    Map<String, Object> whole = new HashMap<>(RecordedSpan.asMap(unmasked(document)));
    whole.put("start_time", 1_764_948_952.2499998);
    whole.put("end_time", 1_764_948_953.5);
    whole.put("trace_id", unmasked("TRACE"));
    return SegmentJson.size(whole) + "\n".length();
  }

  private static Object unmasked(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> unmasked = new LinkedHashMap<>(map);
      unmasked.replaceAll((key, inner) -> unmasked(inner));
      return unmasked;
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(SegmentDocumentTest::unmasked).toList();
    }
    if (!(value instanceof String text)) {
      return value;
    }
    return switch (text.replaceFirst("^s\\d+$", "ID")) {
      case "ID" -> "0".repeat(16);
      case "TRACE" -> "0".repeat(35);
      default -> RecordedSpan.unabbreviated(text);
    };
  }

  private static Map<String, Object> parsed(RecordedSpan span) throws IOException {
    return parsed(SegmentDocument.json(span.data()), span);
  }

  private static Map<String, Object> parsed(String json, RecordedSpan span) throws IOException {
    // Seconds as a double don't hold every nanosecond, in the collector as here.
    assertThat(json)
        .contains("\"start_time\":1764948952.2499998,")
        .contains("\"end_time\":1764948953.5,");
    Map<String, Object> document = JSON.std.mapFrom(json);
    document.keySet().removeAll(Set.of("start_time", "end_time"));
    assertThat(document.remove("trace_id")).isEqualTo(span.xrayTraceId());
    return document;
  }

  private static Map<String, Object> masked(Map<String, Object> document, Map<String, String> ids) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    for (String first : List.of("id", "parent_id")) {
      if (document.containsKey(first)) {
        ordered.put(first, document.get(first));
      }
    }
    ordered.putAll(new TreeMap<>(document));
    ordered.replaceAll((key, value) -> masked(value, ids));
    return ordered;
  }

  private static Object masked(Object value, Map<String, String> ids) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> masked = new LinkedHashMap<>(map);
      masked.replaceAll((key, inner) -> masked(inner, ids));
      return masked;
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(inner -> masked(inner, ids)).toList();
    }
    if (!(value instanceof String text)) {
      return value;
    }
    if (text.matches("[0-9a-f]{16}")) {
      return ids.computeIfAbsent(text, id -> "s" + (ids.size() + 1));
    }
    if (text.matches("1-[0-9a-f]{8}-[0-9a-f]{24}")) {
      return "TRACE";
    }
    return text.length() > 300 ? "(" + text.length() + " characters)" : text;
  }
}
