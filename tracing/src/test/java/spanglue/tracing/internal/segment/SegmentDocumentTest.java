package spanglue.tracing.internal.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The model of the collector's exporter against the documents that the real one (ADOT v0.49.0) made
 * of the same spans. In {@code documents.jsonl} ids are s1, s2.. in order of appearance, ids of
 * traces TRACE, times left out, and texts over 300 characters their length.
 */
class SegmentDocumentTest {
  @TestFactory
  List<DynamicTest> theModelMakesWhatTheCollectorMade() {
    Map<String, Map<String, String>> idsByCase = new HashMap<>();
    List<RecordedSpan> spans = RecordedSpan.all();
    List<Map<String, Object>> documents = RecordedSpan.lines("documents.jsonl");
    assertThat(documents).hasSameSizeAs(spans);

    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      RecordedSpan span = spans.get(i);
      Map<String, Object> recorded = documents.get(i);
      assertThat(recorded).containsEntry("case", span.caseName());
      tests.add(
          DynamicTest.dynamicTest(
              span.caseName() + ": " + span.name(),
              () -> {
                Map<String, String> ids =
                    idsByCase.computeIfAbsent(span.caseName(), name -> new HashMap<>());
                assertThat(masked(parsed(span), ids)).isEqualTo(recorded.get("document"));
              }));
    }
    return tests;
  }

  private static Map<String, Object> parsed(RecordedSpan span) throws IOException {
    String json = SegmentDocument.json(span.data());
    assertThat(SegmentDocument.size(span.data())).isEqualTo(json.length() + 1);
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
