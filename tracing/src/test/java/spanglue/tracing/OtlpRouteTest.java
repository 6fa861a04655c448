package spanglue.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.tracing.AwsServer.METRICS;
import static spanglue.tracing.AwsServer.SPANS;
import static spanglue.tracing.AwsServer.TRACES;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.tracing.internal.parent.Documents;

/** A job that signs OTLP for X-Ray's own endpoint. */
class OtlpRouteTest {
  private static final String GLUE = "c1ea000000000002";

  private final AwsServer aws = new AwsServer();

  @AfterEach
  void stop() {
    aws.close();
    assertThat(aws.refusals()).isEmpty();
  }

  @Test
  void spansGoToXRaysOtlpEndpointAndMetricsToCloudWatch() throws Exception {
    JobTracing tracing = JobTracing.start(config().build());
    tracing.spans().run("read", span -> span.set("rows", 42));
    tracing.close();

    assertThat(spans()).extracting(Span::getName).containsExactly(JobTracing.ROOT_NAME, "read");
    assertThat(OtlpReceiver.parent(spans().get(0))).isEqualTo("53995c3f42cd8ad8");
    assertThat(aws.texts(METRICS)).singleElement().asString().contains("MetricName=job_duration");
    assertThat(tracing.counts()).isEqualTo(new TelemetryCounts(2, 2, 0, Map.of()));
  }

  @Test
  void theParentIsAskedOfXRayItself() throws Exception {
    aws.answering(
        TRACES,
        200,
        Documents.answer(
            Documents.machine(
                Documents.state("c1ea000000000001", "Clean", Documents.glue(GLUE, "r1")))));
    JobTracing tracing = JobTracing.start(config().stateName("Clean").build());
    aws.awaitRequests(TRACES, 1);
    tracing.close();

    assertThat(OtlpReceiver.parent(spans().get(0))).isEqualTo(GLUE);
  }

  @Test
  void noBudgetInBytesFoldsSpans() throws Exception {
    JobTracing tracing =
        JobTracing.start(
            config().traceHeader("Root=1-5759e988-bd862e3fe1be46a994272793").attempt(2).build());
    for (int i = 0; i < 3_000; i++) {
      tracing.spans().run("span " + i, span -> span.set("text", "x".repeat(500)));
    }
    tracing.close();

    assertThat(tracing.counts()).isEqualTo(new TelemetryCounts(3_001, 3_001, 0, Map.of()));
    assertThat(spans()).hasSize(3_001);
    assertThat(OtlpReceiver.attributes(spans().get(5))).containsEntry("text", "x".repeat(500));
    assertThat(aws.requests(SPANS))
        .hasSizeBetween(3, 6)
        .allSatisfy(request -> assertThat(request).hasSizeLessThan(1_100_000));
  }

  @Test
  void whereTransactionSearchIsOffTheLogSaysToSwitchItOn() {
    aws.answering(SPANS, 400, "The OTLP API is supported with CloudWatch Logs as a destination");
    JobTracing tracing = JobTracing.start(config().build());

    assertThat(LoggedLines.of("spanglue", tracing::close))
        .singleElement()
        .asString()
        .contains("HTTP 400 (The OTLP API is supported")
        .contains("update-trace-segment-destination --destination CloudWatchLogs")
        .contains("or use traces=direct");
    assertThat(aws.requests(SPANS)).hasSize(1);
    assertThat(tracing.counts().dropped()).containsOnly(Map.entry("http_400", 1L));
  }

  @Test
  void whatIsNotAllowedSaysWhatToGrant() {
    aws.answering(SPANS, 403, "{\"__type\":\"AccessDeniedException\"}");
    JobTracing tracing = JobTracing.start(config().build());

    assertThat(LoggedLines.of("spanglue", tracing::close))
        .singleElement()
        .asString()
        .endsWith("grant xray:PutSpans and xray:PutSpansForIndexing to the job's role");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void whatPassesIsWaitedFor(int status) {
    aws.answering(SPANS, status, "");
    JobTracing tracing = JobTracing.start(config().build());
    tracing.close();

    assertThat(aws.requests(SPANS)).hasSize(2);
    assertThat(tracing.counts().sent()).isEqualTo(1);
  }

  @Test
  void theEndpointOfOtherExportersIsNotUsed() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Map<String, String> environment = new HashMap<>(AwsServer.CREDENTIALS);
      environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url());
      JobTracing.start(config().environment(environment).build()).close();

      assertThat(receiver.requests()).isEmpty();
    }
    assertThat(spans()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void aRouteIsReadAsItIsWritten(TraceRoute route) {
    assertThat(TraceRoute.of(" " + route.name() + " ")).isEqualTo(route);
    assertThat(TraceRoute.of(route.text())).isEqualTo(route);
    assertThat(TraceRoute.allowed()).contains(route.text());
  }

  private JobTracingConfig.Builder config() {
    return JobTracingConfig.builder("spanglue-cleaning", "jr_1")
        .traceHeader("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1")
        .route(TraceRoute.OTLP)
        .region(AwsServer.REGION)
        .environment(AwsServer.CREDENTIALS)
        .otlpEndpoint(aws.url())
        .xrayEndpoint(aws.url())
        .monitoringEndpoint(aws.url());
  }

  private List<Span> spans() throws Exception {
    List<Span> all = new ArrayList<>();
    for (byte[] request : aws.requests(SPANS)) {
      all.addAll(OtlpReceiver.spans(ExportTraceServiceRequest.parseFrom(request)));
    }
    return all;
  }
}
