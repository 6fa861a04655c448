package spanglue.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import spanglue.tracing.internal.parent.Documents;
import spanglue.tracing.internal.parent.XRayEndpoint;
import spanglue.tracing.spi.FinishedSpan;
import spanglue.tracing.spi.JobExtension.SpanRecorder;

/** How to use the library: read it from top to bottom. */
class TracingUsageTest {
  /** Stands for the collector. */
  private final OtlpReceiver collector = new OtlpReceiver();

  /** Stands for X-Ray behind the collector's awsproxy. */
  private final XRayEndpoint xray = new XRayEndpoint();

  @AfterEach
  void stop() {
    collector.close();
    xray.close();
  }

  @Test
  void aFunctionRecordsItsPartOfTheCallersTrace() {
    // The environment names the collector; Lambda hands over the header of the invocation.
    Map<String, String> environment = Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url());
    String received = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

    TracingConfig config =
        TracingConfig.builder("trigger").traceHeader(received).environment(environment).build();
    try (Tracing tracing = Tracing.start(config)) {
      // A span covers the body of a lambda expression and returns its result.
      List<String> keys =
          tracing.spans().call("read event", span -> List.of("input/a.csv", "input/b.csv"));

      // It takes attributes, says what to hand on downstream, and makes its children.
      tracing
          .spans()
          .run(
              "start executions",
              SpanKind.CLIENT,
              span -> {
                span.set("files", keys.size());
                for (String key : keys) {
                  span.spans()
                      .run("start " + key, start -> startExecution(key, start.header().toXRay()));
                }
              });
    } // Everything is sent here, and nothing that goes wrong with it is thrown.

    assertThat(collector.spans())
        .extracting(span -> span.getName())
        .containsExactly(
            "read event", "start input/a.csv", "start input/b.csv", "start executions");
  }

  @Test
  void aJobOwnsItsRootSpanAndFindsItsParentBesideTheWork() {
    xray.then(
        Documents.answer(
            Documents.machine(
                Documents.state(
                    "c1ea000000000001", "Clean", Documents.glue("c1ea000000000002", "r1")))));

    // What the workflow passes to the job, as arguments.
    JobTracingConfig config =
        JobTracingConfig.builder("spanglue-cleaning", "jr_0123")
            .traceHeader("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1")
            .executionId(Documents.EXECUTION)
            .stateName("Clean")
            .otlpEndpoint(collector.url())
            .xrayEndpoint(xray.url())
            .build();

    long rows =
        JobTracing.call(
            config,
            tracing -> {
              tracing.root().set("rows.read", 3); // On the root.
              return tracing.spans().call("write cleaned", span -> 3L);
            });

    assertThat(rows).isEqualTo(3);
    var root = collector.spans().get(0);
    assertThat(root.getName()).isEqualTo("Glue Job Execution");
    assertThat(OtlpReceiver.parent(root))
        .as("the state's call of Glue")
        .isEqualTo("c1ea000000000002");
    assertThat(OtlpReceiver.parent(collector.span("write cleaned")))
        .isEqualTo(OtlpReceiver.id(root));
  }

  @Test
  void workThatIsOverIsAddedWithItsTimes() {
    JobTracingConfig config =
        JobTracingConfig.builder("job", "jr_1").otlpEndpoint(collector.url()).build();
    Instant start = Instant.parse("2026-11-23T10:00:00Z");

    try (JobTracing tracing = JobTracing.start(config)) {
      SpanRecorder underTheAction =
          tracing
              .extension()
              .spans()
              .add(
                  new FinishedSpan(
                      "write cleaned",
                      start,
                      start.plusSeconds(4),
                      Map.of("spark.output.rows", 3)));
      underTheAction.add(
          new FinishedSpan(
              "drop columns",
              start,
              start.plusSeconds(4),
              Map.of("spanglue.step.attribution", "fused")));
    }

    assertThat(OtlpReceiver.parent(collector.span("drop columns")))
        .isEqualTo(OtlpReceiver.id(collector.span("write cleaned")));
  }

  @Test
  void whatTheWorkThrowsIsOnTheSpanAndComesOutUnchanged() {
    TracingConfig config = TracingConfig.builder("upload").otlpEndpoint(collector.url()).build();
    String caught = "";
    try (Tracing tracing = Tracing.start(config)) {
      tracing.spans().run("upload a.csv", span -> upload());
    } catch (IOException e) { // The compiler knows what the body throws.
      caught = e.getMessage();
    }

    assertThat(caught).isEqualTo("connection reset");
    assertThat(collector.span("upload a.csv").getStatus().getMessage())
        .isEqualTo("connection reset");
  }

  @Test
  void whatBecameOfTheSpansCanBeAsked() {
    Tracing tracing = Tracing.start(TracingConfig.builder("upload").build()); // No endpoint at all.
    tracing.spans().run("upload a.csv", span -> {});
    tracing.close();

    assertThat(tracing.counts().recorded()).isEqualTo(1);
    assertThat(tracing.counts().sent()).isZero();
    assertThat(tracing.counts().dropped()).containsExactly(Map.entry("no_endpoint", 1L));
  }

  private static void upload() throws IOException {
    throw new IOException("connection reset");
  }

  private static void startExecution(String key, String traceHeader) {
    assertThat(traceHeader)
        .startsWith("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=")
        .endsWith(";Sampled=1");
    assertThat(key).startsWith("input/");
  }
}
