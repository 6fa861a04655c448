package spanglue.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** What Jaeger itself, {@code SPANGLUE_JAEGER}, shows of a run of the local pipeline. */
@EnabledIfEnvironmentVariable(
    named = JaegerTest.PROGRAM,
    matches = ".+",
    disabledReason = "NOT TESTED: build it with collector/build-jaeger, and set SPANGLUE_JAEGER")
class JaegerTest {
  static final String PROGRAM = "SPANGLUE_JAEGER";

  private static final List<String> LISTENERS =
      List.of(
          "collector.grpc-server",
          "collector.http-server",
          "collector.otlp.grpc",
          "query.grpc-server",
          "admin.http");

  @TempDir private static Path work;
  private static LoggedProcess jaeger;
  private static URI query;
  private static final Map<String, JsonNode> SPANS = new TreeMap<>();
  private static JsonNode processes;

  @BeforeAll
  static void runPipeline() throws Exception {
    URI otlp = Http.loopback(Http.freePort());
    query = Http.loopback(Http.freePort());
    List<String> command = new ArrayList<>(List.of(System.getenv(PROGRAM)));
    command.add("--collector.otlp.http.host-port=" + otlp.getAuthority());
    command.add("--query.http-server.host-port=" + query.getAuthority());
    for (String listener : LISTENERS) {
      command.add("--%s.host-port=127.0.0.1:%d".formatted(listener, Http.freePort()));
    }
    jaeger =
        LoggedProcess.start(
            new ProcessBuilder(command), Path.of("target", "jaeger.log"), "Starting HTTP server");
    LocalRun pipeline = LocalRun.to(otlp, work, Path.of("target", "jaeger-pipeline.log"));
    assertThat(pipeline.printed()).contains("has no place for metrics");
    String id = pipeline.run("SUCCEEDED").path("trace_id").asText();
    JsonNode trace = get("/api/traces/" + id).path("data").path(0);
    trace.path("spans").forEach(span -> SPANS.put(span.path("spanID").asText(), span));
    processes = trace.path("processes");
  }

  @AfterAll
  static void stop() {
    jaeger.kill();
  }

  private static JsonNode get(String path) {
    return Http.get(query.resolve(path));
  }

  private static String service(JsonNode span) {
    return processes.path(span.path("processID").asText()).path("serviceName").asText();
  }

  private static JsonNode parent(JsonNode span) {
    JsonNode references = span.path("references");
    return references.isEmpty() ? null : SPANS.get(references.path(0).path("spanID").asText());
  }

  private static long end(JsonNode span) {
    return span.path("startTime").asLong() + span.path("duration").asLong();
  }

  @Test
  void theTraceIsOneTreeFromTheUpload() {
    assertThat(SPANS).hasSizeGreaterThan(80);
    assertThat(SPANS.values().stream().filter(span -> span.path("references").isEmpty()))
        .extracting(span -> span.path("operationName").asText())
        .containsExactly("upload");
    assertThat(SPANS.values())
        .allMatch(span -> span.path("references").isEmpty() || parent(span) != null);
  }

  @Test
  void withinAServiceChildrenAreInsideTheirParents() {
    List<JsonNode> children =
        SPANS.values().stream()
            .filter(span -> parent(span) != null && service(span).equals(service(parent(span))))
            .toList();

    assertThat(children).hasSizeGreaterThan(70);
    assertThat(children)
        .allMatch(
            span ->
                span.path("startTime").asLong() >= parent(span).path("startTime").asLong()
                    && end(span) <= end(parent(span)));
  }

  @Test
  void numbersAreNumbersAndNothingOfARunThatSucceededIsAnError() {
    List<JsonNode> tags =
        SPANS.values().stream()
            .flatMap(span -> StreamSupport.stream(span.path("tags").spliterator(), false))
            .toList();

    assertThat(tags).noneMatch(tag -> tag.path("key").asText().equals("error"));
    assertThat(tags)
        .filteredOn(tag -> tag.path("key").asText().equals("spark.task.count"))
        .isNotEmpty()
        .allMatch(tag -> tag.path("type").asText().equals("int64"));
    assertThat(tags).extracting(tag -> tag.path("type").asText()).contains("float64", "bool");
  }

  @Test
  void itsArchitectureIsTheWayFromTheUploadToTheJobs() {
    JsonNode links =
        get("/api/dependencies?endTs=%d&lookback=3600000".formatted(System.currentTimeMillis()));

    assertThat(links.path("data"))
        .extracting(link -> link.path("parent").asText() + " > " + link.path("child").asText())
        .containsExactlyInAnyOrder(
            "spanglue-upload > spanglue-trigger",
            "spanglue-trigger > spanglue",
            "spanglue > spanglue-cleaning",
            "spanglue > spanglue-processing");
  }
}
