package spanglue.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.cli.OtlpSpans;
import spanglue.cli.process.Json;
import spanglue.tracing.JobTracing;
import spanglue.tracing.JobTracingConfig;

class OtlpJsonTest {
  @Test
  void idsAreHexAndEnumsAreNumbers() {
    String json = OtlpJson.of(OtlpSpans.request(OtlpSpans.failedClient()));

    assertThat(json).doesNotContain("\n");
    JsonNode span = Json.read(json).at("/resourceSpans/0/scopeSpans/0/spans/0");
    assertThat(span.path("traceId").asText()).isEqualTo(OtlpSpans.TRACE);
    assertThat(span.path("spanId").asText()).isEqualTo(OtlpSpans.SPAN);
    assertThat(span.path("parentSpanId").asText()).isEqualTo(OtlpSpans.PARENT);
    assertThat(span.path("kind")).isEqualTo(Json.read("3"));
    assertThat(span.at("/status/code")).isEqualTo(Json.read("2"));
    assertThat(span.path("startTimeUnixNano").textValue()).isEqualTo("1790000000000000000");
  }

  /** Of explain and of a local run: one format of trace files. */
  @Test
  void aTraceFileOfTheTracingReadsAsOneOfALocalRun(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("trace.jsonl");
    try (JobTracing tracing =
        JobTracing.start(JobTracingConfig.builder("job", "run").traceFile(file).build())) {
      tracing.root().annotate("team", "listings").set("rows", 5).set("share", 0.5);
      tracing.spans().run("a child", span -> {});
      tracing.fail(new IllegalStateException("no"));
    }
    ExportTraceServiceRequest.Builder read = ExportTraceServiceRequest.newBuilder();
    String line = Files.readString(file).strip();
    JsonNode json = Json.read(line);
    JsonFormat.parser().merge(withIdsInBase64(json.deepCopy()), read);

    assertThat(Json.read(OtlpJson.of(read))).isEqualTo(withoutEmptyLists(json));
    assertThat(json.at("/resourceSpans/0/scopeSpans/0/spans")).hasSize(2);
  }

  /** A list without anything in it may be there or not. */
  private static JsonNode withoutEmptyLists(JsonNode json) {
    if (json instanceof ObjectNode object) {
      object.removeIf(value -> value.isArray() && value.isEmpty());
    }
    json.forEach(OtlpJsonTest::withoutEmptyLists);
    return json;
  }

  private static String withIdsInBase64(JsonNode json) {
    for (JsonNode span : json.at("/resourceSpans/0/scopeSpans/0/spans")) {
      for (String id : List.of("traceId", "spanId", "parentSpanId")) {
        if (span.has(id)) {
          byte[] bytes = HexFormat.of().parseHex(span.get(id).asText());
          ((ObjectNode) span).put(id, Base64.getEncoder().encodeToString(bytes));
        }
      }
    }
    return Json.write(json);
  }

  @Test
  void theIdsOfLinksAreHexToo() {
    Span linked =
        OtlpSpans.failedClient().toBuilder()
            .addLinks(
                Span.Link.newBuilder()
                    .setTraceId(OtlpSpans.bytes(OtlpSpans.TRACE))
                    .setSpanId(OtlpSpans.bytes(OtlpSpans.PARENT)))
            .build();

    JsonNode link =
        Json.read(OtlpJson.of(OtlpSpans.request(linked)))
            .at("/resourceSpans/0/scopeSpans/0/spans/0/links/0");

    assertThat(link.path("traceId").asText()).isEqualTo(OtlpSpans.TRACE);
    assertThat(link.path("spanId").asText()).isEqualTo(OtlpSpans.PARENT);
  }
}
