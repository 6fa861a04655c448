package spanglue.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.tracing.OtlpReceiver.attributes;
import static spanglue.tracing.OtlpReceiver.id;
import static spanglue.tracing.OtlpReceiver.parent;

import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import spanglue.tracing.internal.parent.Documents;
import spanglue.tracing.internal.parent.XRayEndpoint;

/** What is sent of a job that runs long, before its end. */
class CheckpointTest {
  private static final String GLUE = "c1ea000000000002";
  private static final Duration NEVER = Duration.ofHours(1);

  private final OtlpReceiver receiver = new OtlpReceiver();
  private final XRayEndpoint xray =
      new XRayEndpoint()
          .then(
              Documents.answer(
                  Documents.machine(
                      Documents.state("c1ea000000000001", "Clean", Documents.glue(GLUE, "r1")))));

  @AfterEach
  void stop() {
    xray.close();
    receiver.close();
  }

  @Test
  void theRootIsSentOnceInProgressAndItsEndTakesItsPlace() {
    JobTracing tracing =
        JobTracing.start(config(Duration.ZERO).xrayEndpoint(null).budget("xray").build());
    tracing.spans().run("read", span -> {});
    receiver.awaitRequests(1);
    tracing.root().set("rows.read", 7);
    tracing.close();

    List<Span> spans = receiver.spans();
    Span first = spans.get(0);
    Span last = spans.get(1);
    assertThat(spans)
        .extracting(Span::getName)
        .containsExactly(first.getName(), last.getName(), "read");
    assertThat(id(first)).isEqualTo(id(last));
    assertThat(parent(first)).isEqualTo("53995c3f42cd8ad8");
    assertThat(attributes(first))
        .containsEntry("aws.xray.inprogress", true)
        .containsEntry("job_run_id", "jr_1")
        .doesNotContainKey("rows.read");
    assertThat(attributes(last))
        .containsEntry("rows.read", 7L)
        .doesNotContainKey("aws.xray.inprogress");
    assertThat(first.getEndTimeUnixNano()).isGreaterThanOrEqualTo(first.getStartTimeUnixNano());
    assertThat(tracing.counts().sent()).as("without the checkpoint").isEqualTo(2);
  }

  @Test
  void itsParentIsTheBestThatIsKnownByThen() {
    xray.then("{}");
    JobTracing tracing = JobTracing.start(config(Duration.ofMillis(500)).build());
    receiver.awaitRequests(1);
    tracing.close();

    assertThat(parent(receiver.spans().get(0))).isIn(GLUE, "53995c3f42cd8ad8");
    assertThat(parent(receiver.spans().get(1))).isEqualTo(GLUE);
  }

  @Test
  void aJobThatIsOverBeforeSendsNone() {
    JobTracing.start(config(NEVER).build()).close();

    assertThat(receiver.spans()).hasSize(1);
    assertThat(attributes(receiver.spans().get(0))).doesNotContainKey("aws.xray.inprogress");
  }

  @Test
  void aTraceThatIsNotSampledHasNone() {
    JobTracing tracing =
        JobTracing.start(
            config(Duration.ZERO)
                .traceHeader("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0")
                .build());
    tracing.close();

    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void aReceiverThatHangsDelaysNeitherTheJobNorItsEndByMoreThanAMoment() {
    receiver.answering(0);
    long before = System.nanoTime();
    JobTracing tracing =
        JobTracing.start(config(Duration.ZERO).flushTimeout(Duration.ofMillis(800)).build());
    receiver.awaitRequests(1);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    tracing.close();

    assertThat(tracing.counts().dropped()).isEmpty();
    assertThat(receiver.spans()).hasSize(2);
  }

  private JobTracingConfig.Builder config(Duration checkpointAfter) {
    return JobTracingConfig.builder("spanglue-cleaning", "jr_1")
        .executionId(Documents.EXECUTION)
        .stateName("Clean")
        .traceHeader("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1")
        .otlpEndpoint(receiver.url())
        .xrayEndpoint(xray.url())
        .checkpointAfter(checkpointAfter);
  }
}
