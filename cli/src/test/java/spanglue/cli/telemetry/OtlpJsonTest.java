package spanglue.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.Test;
import spanglue.cli.OtlpSpans;
import spanglue.cli.process.Json;

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
