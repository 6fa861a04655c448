package spanglue.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static spanglue.tracing.OtlpReceiver.attributes;
import static spanglue.tracing.OtlpReceiver.id;
import static spanglue.tracing.OtlpReceiver.parent;
import static spanglue.tracing.OtlpReceiver.traceId;
import static spanglue.tracing.internal.parent.Documents.EXECUTION;
import static spanglue.tracing.internal.parent.Documents.answer;
import static spanglue.tracing.internal.parent.Documents.glue;
import static spanglue.tracing.internal.parent.Documents.machine;
import static spanglue.tracing.internal.parent.Documents.state;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import spanglue.tracing.internal.parent.XRayEndpoint;
import spanglue.tracing.spi.FinishedSpan;
import spanglue.tracing.spi.FinishedSpan.Importance;
import spanglue.tracing.spi.JobExtension;
import spanglue.tracing.spi.SpanFailure;

class JobTracingTest {
  private static final String HEADER =
      "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
  private static final String GLUE = "c1ea000000000002";

  private final OtlpReceiver receiver = new OtlpReceiver();
  private final XRayEndpoint xray =
      new XRayEndpoint()
          .then(answer(machine(state("c1ea000000000001", "Clean", glue(GLUE, "r1")))));

  @AfterEach
  void stop() {
    xray.close();
    receiver.close();
  }

  @Test
  void theRootIsSentUnderTheSegmentThatTheLookupFound() {
    JobTracing.call(config().build(), tracing -> tracing.spans().call("a", s -> 1));

    Span root = receiver.span("Glue Job Execution");
    assertThat(parent(root)).isEqualTo(GLUE);
    assertThat(traceId(root)).isEqualTo("5759e988bd862e3fe1be46a994272793");
    assertThat(root.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(root.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
    assertThat(parent(receiver.span("a"))).isEqualTo(id(root));
    assertThat(attributes(root))
        .containsEntry("job_name", "spanglue-cleaning")
        .containsEntry("job_run_id", "jr_1")
        .containsEntry("spanglue.job.attempt", 2L)
        .containsEntry("execution_id", EXECUTION)
        .containsEntry("spanglue.parent.source", "glue")
        .containsEntry("spanglue.parent.lookup.calls", 1L);
    assertThat(receiver.resource()).containsEntry("service.name", "spanglue-cleaning");
  }

  @Test
  void withoutAnEndpointForTheLookupTheHeaderNamesTheParent() {
    JobTracing.start(config().xrayEndpoint("").build()).close();

    Span root = receiver.span("Glue Job Execution");
    assertThat(parent(root)).isEqualTo("53995c3f42cd8ad8");
    assertThat(attributes(root))
        .containsEntry("spanglue.parent.source", "header")
        .containsEntry("spanglue.parent.lookup.calls", 0L);
    assertThat(xray.requests()).isEmpty();
  }

  @Test
  void aHeaderWithoutAParentGivesTheTraceAllTheSame() {
    JobTracing tracing =
        JobTracing.start(
            config()
                .xrayEndpoint(null)
                .traceHeader("Root=1-5759e988-bd862e3fe1be46a994272793")
                .build());
    tracing.spans().run("a", span -> {});
    tracing.close();

    Span root = receiver.span("Glue Job Execution");
    assertThat(tracing.traceId()).isEqualTo("5759e988bd862e3fe1be46a994272793");
    assertThat(traceId(root)).isEqualTo(tracing.traceId());
    assertThat(traceId(receiver.span("a"))).isEqualTo(tracing.traceId());
    assertThat(parent(root)).isEmpty();
    assertThat(attributes(root)).containsEntry("spanglue.parent.source", "none");
  }

  @Test
  void withoutAHeaderOrWithAWrongOneANewTraceBegins() {
    for (String header : List.of("", "Root=7")) {
      JobTracing tracing = JobTracing.start(config().traceHeader(header).build());
      tracing.close();
      assertThat(tracing.traceId()).matches("[0-9a-f]{32}");
    }
    assertThat(receiver.spans()).hasSize(2);
    assertThat(xray.requests()).isEmpty();
  }

  @Test
  void whatIsNotSampledIsNeitherSentNorLookedUp() {
    JobTracing tracing =
        JobTracing.start(config().traceHeader(HEADER.replace("Sampled=1", "Sampled=0")).build());
    int result = tracing.spans().call("a", span -> 1);
    assertThat(result).isEqualTo(1);
    tracing.fail(new IllegalStateException("no"));
    tracing.close();

    assertThat(receiver.requests()).isEmpty();
    assertThat(xray.requests()).isEmpty();
    assertThat(tracing.counts()).isEqualTo(new TelemetryCounts(0, 0, 0, Map.of()));
  }

  @Test
  void theRootComesFirstHoweverManySpansThereAre() {
    JobTracing tracing = JobTracing.start(config().flushTimeout(Duration.ofSeconds(20)).build());
    Instant now = Instant.now();
    for (int i = 0; i < 5_000; i++) {
      tracing.extension().spans().add(new FinishedSpan("stage " + i, now, now, Map.of()));
    }
    tracing.close();

    assertThat(receiver.spans().get(0).getName()).isEqualTo("Glue Job Execution");
    assertThat(receiver.requests())
        .allSatisfy(
            request -> assertThat(OtlpReceiver.spans(request)).hasSizeLessThanOrEqualTo(50));
    assertThat(tracing.counts().recorded()).isEqualTo(5_001);
    assertThat(tracing.counts().dropped()).isEmpty();
    assertThat(tracing.counts().sent()).isEqualTo(receiver.spans().size()).isBetween(10L, 500L);
    assertThat(attributes(receiver.spans().get(0)))
        .containsEntry("spanglue.folded.spans", tracing.counts().folded());
  }

  @Test
  void whatShallRunBeforeTheEndCanStillAddToTheTrace() {
    Instant now = Instant.now();
    JobTracing tracing = JobTracing.start(config().build());
    JobExtension extension = tracing.extension();
    extension.beforeClose(() -> extension.spans().add(new FinishedSpan("a", now, now, Map.of())));
    extension.beforeClose(
        () -> {
          throw new IllegalStateException("this is only logged");
        });
    extension.beforeClose(() -> tracing.root().set("last", true));

    tracing.close();
    tracing.close();

    assertThat(parent(receiver.span("a"))).isEqualTo(id(receiver.span("Glue Job Execution")));
    assertThat(attributes(receiver.span("Glue Job Execution"))).containsEntry("last", true);
  }

  @Test
  void aSpanThatIsOverIsAddedWithItsTimesAndCanHaveChildren() {
    Instant start = Instant.parse("2026-11-23T10:00:00.123456789Z");
    Instant end = start.plus(Duration.ofSeconds(2));

    JobTracing tracing = JobTracing.start(config().build());
    tracing
        .extension()
        .spans()
        .add(
            new FinishedSpan(
                "stage 1", start, end, Map.of("tasks", 8, "label", "fused", "steps", List.of("a"))))
        .add(new FinishedSpan("step", start, start.minusSeconds(9), Map.of()));
    tracing.close();

    Span stage = receiver.span("stage 1");
    assertThat(stage.getStartTimeUnixNano()).isEqualTo(1795428000123456789L);
    assertThat(stage.getEndTimeUnixNano()).isEqualTo(1795428002123456789L);
    assertThat(attributes(stage))
        .containsOnly(entry("tasks", 8L), entry("label", "fused"), entry("steps", List.of("a")));
    Span step = receiver.span("step");
    assertThat(parent(step)).isEqualTo(id(stage));
    assertThat(step.getEndTimeUnixNano()).isEqualTo(step.getStartTimeUnixNano());
  }

  @Test
  void aSpanThatFailedIsAddedAsAnErrorWithoutWhatSignsARequest() {
    Instant now = Instant.now();
    SpanFailure failure =
        new SpanFailure(
            "org.apache.spark.SparkException",
            "GET https://b/k?X-Amz-Signature=abc",
            "at a?X-Amz-Signature=abc");

    JobTracing tracing = JobTracing.start(config().build());
    tracing
        .extension()
        .spans()
        .add(new FinishedSpan("stage 2", now, now, Map.of(), failure, Importance.LOW));
    tracing.close();

    Span stage = receiver.span("stage 2");
    assertThat(stage.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(stage.getStatus().getMessage()).isEqualTo("GET https://b/k?X-Amz-Signature=***");
    assertThat(stage.getEvents(0).toString()).contains("SparkException").doesNotContain("abc");
  }

  @Test
  void aRuleForTextsHoldsForWhateverFailsFromThenOn() {
    JobTracing tracing = JobTracing.start(config().build());
    tracing.extension().redact(text -> text.replace("Jane", "***"));

    assertThatThrownBy(
            () ->
                tracing
                    .spans()
                    .run(
                        "read",
                        span -> {
                          throw new IllegalStateException("no row Jane");
                        }))
        .hasMessage("no row Jane");
    tracing.close();

    Span read = receiver.span("read");
    assertThat(read.getStatus().getMessage()).isEqualTo("no row ***");
    assertThat(read.getEvents(0).toString()).contains("no row ***").doesNotContain("Jane");
    assertThat(attributes(read)).containsEntry("error.type", "java.lang.IllegalStateException");
  }

  @Test
  void theLiveTracingCanBeJoinedUntilItCloses() {
    assertThat(JobTracing.current()).isNull();

    JobTracing first = JobTracing.start(config().build());
    JobTracing second = JobTracing.start(config().build());
    assertThat(JobTracing.current()).isSameAs(first);

    second.close();
    assertThat(JobTracing.current()).isSameAs(first);
    first.close();
    assertThat(JobTracing.current()).isNull();
  }

  @Test
  void theFirstOfTheJobsThatAJvmWasStartedForBeginsWhereTheJvmDid() {
    long jvm = ManagementFactory.getRuntimeMXBean().getStartTime();
    JobTracingConfig owner = JobTracingConfig.builder("owner", "jr_1").beganWithJvm(true).build();
    try (JobTracing guest = JobTracing.start(JobTracingConfig.builder("guest", "jr_1").build());
        JobTracing first = JobTracing.start(owner);
        JobTracing second = JobTracing.start(owner)) {
      assertThat(guest.extension().start().toEpochMilli()).isGreaterThan(jvm);
      assertThat(first.extension().start().toEpochMilli()).isEqualTo(jvm);
      assertThat(second.extension().start().toEpochMilli()).isGreaterThan(jvm);
    }
  }

  @Test
  void aJobOfAJvmThatWaitedForItBeginsWhenItWasAskedFor() {
    JobTracingConfig owner = JobTracingConfig.builder("owner", "jr_1").beganWithJvm(true).build();
    try {
      for (long asked : List.of(1_700_000_000_000L, 1_700_000_001_000L)) {
        System.setProperty(JobTracingConfig.RUN_START, Long.toString(asked * 1000));
        try (JobTracing first = JobTracing.start(owner);
            JobTracing second = JobTracing.start(owner)) {
          assertThat(first.extension().start().toEpochMilli()).isEqualTo(asked);
          assertThat(second.extension().start().toEpochMilli()).isGreaterThan(asked);
        }
      }
    } finally {
      System.clearProperty(JobTracingConfig.RUN_START);
    }
  }

  @Test
  void theFirstFailureIsTheOneThatCounts() {
    JobTracing tracing = JobTracing.start(config().build());
    tracing.fail(new IOException("the disk is full"));
    tracing.fail(new IllegalStateException("closed"));
    tracing.close();

    Span root = receiver.span("Glue Job Execution");
    assertThat(root.getStatus().getMessage()).isEqualTo("the disk is full");
    assertThat(root.getEventsList()).hasSize(1);
  }

  @Test
  void aFailingJobLeavesItsExceptionOnTheRootAndThrowsIt() {
    IOException thrown = new IOException("column 'price' is missing");

    assertThatThrownBy(
            () ->
                JobTracing.call(
                    config().build(),
                    tracing -> {
                      throw thrown;
                    }))
        .isSameAs(thrown);

    Span root = receiver.span("Glue Job Execution");
    assertThat(root.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(root.getStatus().getMessage()).isEqualTo("column 'price' is missing");
    assertThat(parent(root)).isEqualTo(GLUE);
  }

  @Test
  void aSecondCloseSendsNothing() {
    JobTracing tracing = JobTracing.start(config().build());
    tracing.close();
    tracing.close();

    assertThat(receiver.spans()).hasSize(1);
  }

  @Test
  void deadEndpointsCostNoMoreThanTheSettingsSay() {
    JobTracing tracing =
        JobTracing.start(
            config()
                .otlpEndpoint(LocalServer.deadUrl())
                .xrayEndpoint(LocalServer.deadUrl())
                .lookupGrace(Duration.ofMillis(300))
                .flushTimeout(Duration.ofMillis(500))
                .build());
    long before = System.nanoTime();
    tracing.close();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
    assertThat(tracing.counts().dropped()).containsOnlyKeys("unreachable");
  }

  @Test
  void aLookupThatHangsIsNotOnTheJobsWay() {
    try (XRayEndpoint hanging = new XRayEndpoint().then(0, "")) {
      long before = System.nanoTime();
      JobTracing tracing =
          JobTracing.start(
              config().xrayEndpoint(hanging.url()).lookupGrace(Duration.ofMillis(300)).build());
      tracing.spans().run("work", span -> {});
      Duration job = Duration.ofNanos(System.nanoTime() - before);
      hanging.awaitRequests(1);
      long atEnd = System.nanoTime();
      tracing.close();

      assertThat(job).isLessThan(Duration.ofMillis(1_500));
      assertThat(Duration.ofNanos(System.nanoTime() - atEnd)).isLessThan(Duration.ofSeconds(4));
    }
    assertThat(attributes(receiver.span("Glue Job Execution")))
        .containsEntry("spanglue.parent.source", "header");
  }

  @Test
  void theRootHandsItselfOn() {
    List<TraceHeader> handedOn = new ArrayList<>();
    JobTracing.call(config().build(), tracing -> handedOn.add(tracing.header()));

    assertThat(handedOn.get(0).parentId()).isEqualTo(id(receiver.span("Glue Job Execution")));
  }

  @Test
  void theLogSaysWhereTheTraceIs() {
    JobTracing tracing = JobTracing.start(config().build());
    tracing.spans().run("load", span -> span.set("rows", 3));
    List<String> lines = LoggedLines.of("spanglue", tracing::close);

    assertThat(lines)
        .containsExactly(
            "Spanglue: trace %s sent to %s: 2 spans"
                .formatted(tracing.header().xrayTraceId(), receiver.url()));
  }

  @Test
  void aLineOfOthersIsMadeFitByTheRulesOfTheTrace() {
    JobTracing tracing = JobTracing.start(config().build());
    tracing.extension().redact(text -> text.replace("Jane", "***"));

    assertThat(tracing.safeLine("no row of Jane\n\u0000pwd=s3cr3t"))
        .isEqualTo("no row of *** pwd=***");
    tracing.close();
  }

  private JobTracingConfig.Builder config() {
    return JobTracingConfig.builder("spanglue-cleaning", "jr_1")
        .attempt(2)
        .executionId(EXECUTION)
        .stateName("Clean")
        .traceHeader(HEADER)
        .otlpEndpoint(receiver.url())
        .xrayEndpoint(xray.url());
  }
}
