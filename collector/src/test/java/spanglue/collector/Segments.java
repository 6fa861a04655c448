package spanglue.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The segment documents of one trace, as X-Ray answers them.
 *
 * @param texts each as it was sent, by its id
 */
record Segments(List<JsonNode> documents, Map<String, String> texts) {
  /** What asks BatchGetTraces for it. */
  static String question(String traceId) {
    return "{\"TraceIds\":[\"1-" + traceId.substring(0, 8) + "-" + traceId.substring(8) + "\"]}";
  }

  /** Of an answer of BatchGetTraces. */
  static Segments ofAnswer(JsonNode answer) {
    List<JsonNode> documents = new ArrayList<>();
    Map<String, String> texts = new HashMap<>();
    for (JsonNode trace : answer.path("Traces")) {
      for (JsonNode segment : trace.path("Segments")) {
        String text = segment.path("Document").asText();
        documents.add(Http.json(text));
        texts.put(segment.path("Id").asText(), text);
      }
    }
    return new Segments(documents, texts);
  }

  List<String> ids() {
    return documents.stream().map(d -> d.path("id").asText()).distinct().toList();
  }

  JsonNode only(String name) {
    List<JsonNode> found =
        documents.stream().filter(document -> name(document).equals(name)).toList();
    assertThat(found).as("segments named " + name).hasSize(1);
    return found.get(0);
  }

  List<JsonNode> children(JsonNode parent) {
    return documents.stream().filter(d -> parent(d).equals(parent.path("id").asText())).toList();
  }

  /** Documents whose parent is not in the trace: one, where the trace is one tree. */
  List<JsonNode> tops() {
    List<String> ids = ids();
    return documents.stream().filter(document -> !ids.contains(parent(document))).toList();
  }

  /** Bytes of a document and of all below it. */
  long bytesFrom(JsonNode document) {
    return texts.get(document.path("id").asText()).getBytes(UTF_8).length
        + children(document).stream().mapToLong(this::bytesFrom).sum();
  }

  /** The names from the top down to a document. */
  List<String> path(JsonNode document) {
    List<String> names = new ArrayList<>();
    for (JsonNode at = document; at != null; at = byId(parent(at))) {
      names.add(0, name(at));
    }
    return names;
  }

  static boolean isSubsegment(JsonNode document) {
    return document.path("type").asText().equals("subsegment");
  }

  static String name(JsonNode document) {
    return document.path("name").asText();
  }

  private static String parent(JsonNode document) {
    return document.path("parent_id").asText();
  }

  private JsonNode byId(String id) {
    return documents.stream()
        .filter(document -> Objects.equals(document.path("id").asText(), id))
        .findFirst()
        .orElse(null);
  }
}
