package spanglue.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import spanglue.tracing.internal.segment.SegmentDocument;

/**
 * The library's own documents, by which it counts a trace's bytes, against those that the collector
 * makes of the same spans, to the byte.
 */
@NeedsCollector
class EncodingOnCollectorTest {
  /** Keeps what it is given. */
  private static final class Recorder implements SpanExporter {
    private final List<SpanData> spans = new ArrayList<>();

    @Override
    public CompletableResultCode export(Collection<SpanData> ended) {
      spans.addAll(ended);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  @Test
  void ofOurSpansTheCollectorMakesTheSame() throws Exception {
    List<SpanData> spans = spans();
    Segments trace;
    try (Moto moto = Moto.start();
        Collector collector = new Collector(moto.uri()).start();
        OtlpHttpSpanExporter exporter =
            OtlpHttpSpanExporter.builder().setEndpoint(collector.otlp() + "/v1/traces").build()) {
      assertThat(exporter.export(spans).join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
      trace = moto.trace(spans.get(0).getTraceId());
    }

    assertThat(trace.documents()).hasSameSizeAs(spans);
    for (SpanData span : spans) {
      String made = trace.texts().get(span.getSpanId());
      assertThat(masked(SegmentDocument.json(span))).isEqualTo(masked(made));
      assertThat(SegmentDocument.size(span)).isEqualTo(made.getBytes(UTF_8).length);
    }
  }

  /** Exceptions have ids of the collector's own making. */
  private static JsonNode masked(String document) {
    int cause = document.indexOf("\"cause\":{");
    return Http.json(
        cause < 0
            ? document
            : document.substring(0, cause)
                + document
                    .substring(cause)
                    .replaceAll("\"(id|cause)\":\"[0-9a-f]{16}\"", "\"$1\":\"\""));
  }

  private static List<SpanData> spans() {
    Recorder recorder = new Recorder();
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.getDefault().toBuilder()
                    .put("service.name", "a-job")
                    .put("cloud.provider", "aws")
                    .put("cloud.account.id", "123456789012")
                    .put("cloud.region", "us-east-1")
                    .put("aws.log.group.names", "/a/b", "/a/c")
                    .build())
            .addSpanProcessor(SimpleSpanProcessor.create(recorder))
            .build()) {
      record(provider.get("spanglue"));
    }
    return recorder.spans;
  }

  private static void record(Tracer tracer) {
    Span job = tracer.spanBuilder("Glue Job Execution").setSpanKind(SpanKind.SERVER).startSpan();
    Context inJob = Context.root().with(job);
    job.setAttribute("job_name", "a-job")
        .setAttribute("spanglue.rows.read", 9_007_199_254_740_993L)
        .setAttribute("spanglue.cost.usd", 1.0e-7)
        .setAttribute("spanglue.dpu.seconds", 123_456_789.0)
        .setAttribute("large", -1.5e22)
        .setAttribute("small", 2.5e-10)
        .setAttribute("exact", true)
        .setAttribute("text", "<a> & \"b\" \\ \u0001 é 雪 \ud83d\ude00 \u2028")
        .setAttribute(AttributeKey.stringArrayKey("spanglue.findings"), List.of("one", "<two>"))
        .setAttribute(AttributeKey.longArrayKey("spark.job.ids"), List.of(1L, 2L))
        .setAttribute(
            AttributeKey.stringArrayKey("aws.xray.annotations"),
            List.of("job_name", "spanglue.rows.read"));
    Span action = tracer.spanBuilder("write [listings] (§ 雪)").setParent(inJob).startSpan();
    tracer.spanBuilder("\u6e05".repeat(100)).setParent(inJob).startSpan().end();
    tracer.spanBuilder("n".repeat(300)).setParent(Context.root().with(action)).startSpan().end();
    action.recordException(
        new IllegalStateException("no <price>", new IllegalArgumentException("cause")));
    action.setStatus(StatusCode.ERROR, "no price");
    action.end();
    Span told = tracer.spanBuilder("told").setParent(inJob).startSpan();
    told.setStatus(StatusCode.ERROR, "only a status").end();
    tracer
        .spanBuilder("linked")
        .setParent(inJob)
        .addLink(action.getSpanContext())
        .startSpan()
        .end();
    job.end();
  }
}
