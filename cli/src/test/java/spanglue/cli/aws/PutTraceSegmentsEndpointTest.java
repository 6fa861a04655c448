package spanglue.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import spanglue.cli.process.Json;
import spanglue.cli.process.LoopbackServer.Request;

class PutTraceSegmentsEndpointTest {
  private final List<JsonNode> taken = new ArrayList<>();
  private final PutTraceSegmentsEndpoint endpoint = new PutTraceSegmentsEndpoint(taken::addAll);

  @Test
  void whatIsADocumentIsTakenWhateverStandsBesideIt() {
    JsonNode refused = put(text(document()), "{\"id\":", "[]", text(document().put("name", "b")));

    assertThat(taken).extracting(found -> found.path("name").asText()).containsExactly("a", "b");
    assertThat(refused)
        .extracting(one -> one.path("ErrorCode").asText())
        .containsExactly("ParseError", "ParseError");
    assertThat(refused.get(0).has("Id")).isFalse();
  }

  @Test
  void aDocumentHasAtMost64KB() {
    String longest = filled(PutTraceSegmentsEndpoint.MOST_BYTES);

    assertThat(put(longest)).isEmpty();
    JsonNode refused = put(filled(PutTraceSegmentsEndpoint.MOST_BYTES + 1));

    assertThat(taken).hasSize(1);
    assertThat(refused).hasSize(1);
    assertThat(refused.at("/0/Id").asText()).isEqualTo("53995c3f42cd8ad8");
    assertThat(refused.at("/0/ErrorCode").asText()).isEqualTo("SegmentTooLarge");
  }

  @ParameterizedTest
  @CsvSource({
    "id,                      , MissingId",
    "id, 53995c3f42cd8ad,       InvalidId",
    "trace_id,                , InvalidTraceId",
    "trace_id, 1-6b0427b5-3e4f, InvalidTraceId",
    "name,                    , InvalidName",
    "name, 'a,b',               InvalidName",
    "start_time,              , InvalidTime",
    "end_time,                , InvalidTime",
  })
  void aDocumentThatXRayWouldNotTakeIsToldByItsId(String member, String value, String code) {
    ObjectNode document = document();
    document.remove(member);
    if (value != null) {
      document.put(member, value);
    }

    JsonNode refused = put(text(document));

    assertThat(taken).isEmpty();
    assertThat(refused.at("/0/ErrorCode").asText()).isEqualTo(code);
    assertThat(refused.at("/0/Message").asText()).contains(code);
  }

  private static ObjectNode document() {
    return Json.object()
        .put("name", "a")
        .put("id", "53995c3f42cd8ad8")
        .put("trace_id", "1-6b0427b5-3e4f5be3e5381fa0046677f5")
        .put("start_time", 1795428000.25)
        .put("end_time", 1795428001.5);
  }

  private static String filled(int bytes) {
    int frame = text(document().put("user", "")).length();
    return text(document().put("user", "x".repeat(bytes - frame)));
  }

  private static String text(JsonNode document) {
    return Json.write(document);
  }

  private JsonNode put(String... documents) {
    ObjectNode body = Json.object();
    ArrayNode texts = body.putArray("TraceSegmentDocuments");
    List.of(documents).forEach(texts::add);
    Request request = Requests.post("/TraceSegments", Json.write(body));
    return Json.read(endpoint.putTraceSegments(request).body().toStringUtf8())
        .path("UnprocessedTraceSegments");
  }
}
