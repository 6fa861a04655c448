package spanglue.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import spanglue.cli.process.Json;

class SegmentSpansTest {
  private static ObjectNode document() {
    return (ObjectNode)
        Json.read(
            """
            {"name":"spanglue-cleaning","id":"53995c3f42cd8ad8",
             "trace_id":"1-6b0427b5-3e4f5be3e5381fa0046677f5","parent_id":"44f0a7686dfc51ea",
             "start_time":1795428000.250125,"end_time":1795428001.5,"fault":false,
             "annotations":{"job_name":"spanglue-cleaning","sampled":true},
             "metadata":{"default":{
               "otel.resource.service.name":"spanglue-cleaning",
               "spark.tasks":12,"skew":1.5,"spark.job.ids":["0","1"]}}}
            """);
  }

  private static ResourceSpans only(JsonNode document) {
    List<ResourceSpans> found = SegmentSpans.of(List.of(document)).getResourceSpansList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static Span span(JsonNode document) {
    return only(document).getScopeSpans(0).getSpans(0);
  }

  @Test
  void aSegmentIsAJobsSpanOfItsService() {
    Span span = span(document());

    assertThat(span.getName()).isEqualTo("Glue Job Execution");
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(HexFormat.of().formatHex(span.getTraceId().toByteArray()))
        .isEqualTo("6b0427b53e4f5be3e5381fa0046677f5");
    assertThat(HexFormat.of().formatHex(span.getSpanId().toByteArray()))
        .isEqualTo("53995c3f42cd8ad8");
    assertThat(HexFormat.of().formatHex(span.getParentSpanId().toByteArray()))
        .isEqualTo("44f0a7686dfc51ea");
    assertThat(span.getStartTimeUnixNano()).isEqualTo(1_795_428_000_250_125_000L);
    assertThat(span.getEndTimeUnixNano()).isEqualTo(1_795_428_001_500_000_000L);
    assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
    assertThat(OtlpJson.of(only(document()).getResource()))
        .isEqualTo(
            "{\"attributes\":[{\"key\":\"service.name\","
                + "\"value\":{\"stringValue\":\"spanglue-cleaning\"}}]}");
  }

  @Test
  void annotationsAndMetadataAreAttributesOfTheirTypes() {
    assertThat(Json.read(OtlpJson.of(span(document()))).path("attributes"))
        .extracting(attribute -> attribute.path("key").asText() + attribute.path("value"))
        .containsExactlyInAnyOrder(
            "job_name{\"stringValue\":\"spanglue-cleaning\"}",
            "sampled{\"boolValue\":true}",
            "spark.tasks{\"intValue\":\"12\"}",
            "skew{\"doubleValue\":1.5}",
            "spark.job.ids{\"arrayValue\":{\"values\":"
                + "[{\"stringValue\":\"0\"},{\"stringValue\":\"1\"}]}}");
  }

  @Test
  void aSubsegmentKeepsItsName() {
    Span step = span(document().put("type", "subsegment").put("name", "read"));
    Span call = span(document().put("type", "subsegment").put("namespace", "remote"));

    assertThat(step.getName()).isEqualTo("read");
    assertThat(step.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_INTERNAL);
    assertThat(call.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
  }

  @Test
  void aFaultSaysWhatWasThrown() {
    ObjectNode document = document().put("fault", true);
    document.set(
        "cause",
        Json.read(
            "{\"exceptions\":[{\"id\":\"1\",\"type\":\"a.B\",\"message\":\"no column\","
                + "\"cause\":\"2\"},{\"id\":\"2\",\"type\":\"a.C\",\"message\":\"beneath\"}]}"));

    Span span = span(document);

    assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(span.getStatus().getMessage()).isEqualTo("no column");
    assertThat(span.getEventsList()).hasSize(1);
    assertThat(OtlpJson.of(span.getEvents(0)))
        .contains("\"exception\"", "exception.type", "a.B", "exception.message", "no column");
  }

  @Test
  void whatIsInProgressIsSentAgainWhenItHasEnded() {
    ObjectNode open = document().put("in_progress", true);
    open.remove("end_time");

    assertThat(SegmentSpans.of(List.of(open, document())).getResourceSpansList()).hasSize(1);
  }
}
