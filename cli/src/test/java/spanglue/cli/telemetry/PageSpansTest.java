package spanglue.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import spanglue.report.page.PageData;

/** A page's spans are those that were received. */
class PageSpansTest {
  private static final Span FAILED =
      Span.newBuilder()
          .setSpanId(id("00000000000000a1"))
          .setParentSpanId(id("00000000000000b2"))
          .setName("write listings")
          .setStartTimeUnixNano(1_700_000_000_000_250_000L)
          .setEndTimeUnixNano(1_700_000_001_500_000_000L)
          .setStatus(
              Status.newBuilder()
                  .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                  .setMessage("no space left"))
          .addAttributes(attribute("rows", AnyValue.newBuilder().setIntValue(7)))
          .addAttributes(
              attribute(
                  "jobs",
                  AnyValue.newBuilder()
                      .setArrayValue(
                          ArrayValue.newBuilder()
                              .addValues(AnyValue.newBuilder().setStringValue("3")))))
          .build();

  @Test
  void aSpanKeepsItsPlaceItsTimesAndWhatItTells() {
    List<PageData.Span> spans = PageSpans.of(List.of(request(FAILED)));

    assertThat(spans).hasSize(1);
    PageData.Span span = spans.get(0);
    assertThat(span.id()).isEqualTo("00000000000000a1");
    assertThat(span.parentId()).isEqualTo("00000000000000b2");
    assertThat(span.service()).isEqualTo("job");
    assertThat(span.startMillis()).isEqualTo(1_700_000_000_000.25);
    assertThat(span.endMillis()).isEqualTo(1_700_000_001_500.0);
    assertThat(span.status()).isEqualTo(PageData.Status.FAILED);
    assertThat(span.attributes().toString())
        .isEqualTo("{rows=7, jobs=[3], status message=no space left}");
  }

  @Test
  void aRootHasNoParentAndOfTwoVersionsTheLastIsRight() {
    Span open = FAILED.toBuilder().clearParentSpanId().setName("open").build();
    Span ended = open.toBuilder().setName("ended").build();

    List<PageData.Span> spans = PageSpans.of(List.of(request(open), request(ended)));

    assertThat(spans).hasSize(1);
    assertThat(spans.get(0).name()).isEqualTo("ended");
    assertThat(spans.get(0).parentId()).isNull();
  }

  private static ExportTraceServiceRequest request(Span span) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(
                    Resource.newBuilder()
                        .addAttributes(
                            attribute("service.name", AnyValue.newBuilder().setStringValue("job"))))
                .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
        .build();
  }

  private static KeyValue attribute(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static ByteString id(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }
}
